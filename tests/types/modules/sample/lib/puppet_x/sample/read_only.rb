# frozen_string_literal: true

module PuppetX
  module Sample
    # What includes it cannot be given.
    module ReadOnly
      def self.included(klass)
        klass.class_eval do
          validate do |_|
            fail(ArgumentError, 'it is read only')
          end
        end
      end
    end
  end
end
