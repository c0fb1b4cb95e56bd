# frozen_string_literal: true

require 'puppet/parameter/boolean'
require 'puppet_x/units'
require_relative '../../puppet_x/sample/read_only'

Puppet::Type.newtype(:sample_volume) do
  desc 'A volume: lists of values, other names of them, helpers of another module.'

  ensurable do
    desc 'Whether it is there.'
    newvalue(:present) { provider.create }
    newvalue(:absent) { provider.destroy }
    aliasvalue(:gone, :absent)
    defaultto :present
  end

  newparam(:name, namevar: true) do
    desc 'The name.'
    newvalues(%r{\A[a-z][a-z0-9_]*\z}i)
    munge(&:downcase)
  end

  newproperty(:size) do
    validate do |value|
      PuppetX::Units.bytes(value)
    end
    munge { |value| PuppetX::Units.bytes(value) }
  end

  newproperty(:format) do
    newvalues(:ext4, 'xfs', %r{^vendor-\d+$}, '')
    aliasvalue(:ext, :ext4)
    defaultto :ext4
  end

  newproperty(:options, array_matching: :all) do
    codes = ['ro', 'rw', 'noatime']
    validate do |value|
      raise ArgumentError, "option #{value} is unknown (#{codes.join(', ')})" unless codes.include?(value.to_s)
    end

    def should=(values)
      @should = super(values).map(&:to_s).sort.uniq
    end
  end

  newproperty(:label) do
    munge do |value|
      next super(value) unless value.is_a?(String)

      value.strip.empty? ? :none : value.strip[0, 8]
    end
    newvalues(:none, %r{.*})
  end

  newproperty(:serial) do
    include PuppetX::Sample::ReadOnly
  end

  [:reads, :writes].each do |direction|
    newparam(direction) do
      validate do |value|
        raise Puppet::Error, "#{direction} must be above 0" unless Integer(value).positive?
      end
      munge { |value| Integer(value) }
    end
  end

  newparam(:force, boolean: true, parent: Puppet::Parameter::Boolean) do
    defaultto true
  end

  newparam(:mount, parent: Puppet::Parameter::Path)

  newparam(:secret)

  newparam(:title_again) do
    defaultto { "#{@resource[:name]} (#{resource.title})" }
  end

  newparam(:nothing) do
    defaultto {}
  end

  validate do
    raise Puppet::Error, 'size or label is needed' if self[:ensure] == :present && self[:size].nil? && self[:label].nil?
    fail "reads and writes belong together" if self[:reads].nil? != self[:writes].nil?
    raise 'a bare exception' if self[:label] == 'bare'

    warning('force is off') unless force?
  end

  autorequire(:file) do
    [self[:mount], "/dev/#{self[:name]}"] if parameter(:mount)
  end

  autorequire(:sample_pool) { pool_of(self[:name]) }

  autosubscribe(:package) { %w[lvm2 parted] }
  autobefore(:service) { 'mounts' if should(:format) != :ext4 }
  autonotify(:exec) { ["mount #{value(:mount)}", nil] if self[:mount] }

  def pool_of(name)
    name.split('_').first
  end
end
