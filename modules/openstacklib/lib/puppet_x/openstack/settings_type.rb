require 'puppet/parameter/boolean'
require 'puppet_x/openstack/setting'

module PuppetX
  module Openstack
    # What the types of settings have in common; each says itself which file is meant and what comes first.
    module SettingsType
      def setting_attributes
        ensurable

        newparam(:name, namevar: true) do
          desc 'Section and key: SECTION/KEY.'
          newvalues(%r{\S+/\S+})
        end

        newproperty(:value, array_matching: :all) do
          desc 'The value; an array is written as one line for each of its values.'
          include PuppetX::Openstack::Setting

          munge do |value|
            text = value.to_s.strip
            text.match?(%r{\A(true|false)\z}i) ? text.capitalize : text
          end
        end

        newparam(:secret, boolean: true, parent: Puppet::Parameter::Boolean) do
          desc 'Whether the value is kept out of logs and reports.'
          defaultto false
        end

        newparam(:ensure_absent_val) do
          desc 'The value that means: no such setting.'
          defaultto '<SERVICE DEFAULT>'
        end
      end
    end
  end
end
