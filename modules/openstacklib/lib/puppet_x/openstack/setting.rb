module PuppetX
  module Openstack
    # How the `value` of a setting compares and shows, for every settings type.
    module Setting
      # Values are texts in the file; several values may come in any order of lines, but as many of them.
      def insync?(is)
        return true if @should.nil? || @should.empty?

        is.is_a?(Array) && is.map(&:to_s) == @should.map(&:to_s)
      end

      def is_to_s(value)
        resource.secret? ? '[old secret redacted]' : super
      end

      def should_to_s(value)
        resource.secret? ? '[new secret redacted]' : super
      end
    end
  end
end
