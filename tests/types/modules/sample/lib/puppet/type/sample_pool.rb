# frozen_string_literal: true

Puppet::Type.newtype(:sample_pool) do
  @doc = 'A pool: composite titles, values that are made together, exceptions of every kind.'

  ensurable

  def self.title_patterns
    [
      [%r{\A([^:]+)::([^:]+)\z}m, [[:name], [:site]]],
      [%r{\A([^:]+)\z}m, [[:name]]]
    ]
  end

  def initialize(*args)
    super
    self[:members] = Array(self[:members]).map(&:upcase).sort if self[:members]
  end

  newparam(:name, namevar: true)

  newparam(:site, namevar: true) do
    defaultto 'home'
  end

  newproperty(:members, array_matching: :all) do
    validate do |value|
      fail "members are names, not #{value.class}" unless value.is_a?(String)
    end
  end

  newproperty(:count) do
    validate do |value|
      raise TypeError, 'count is no number' unless value.to_s =~ %r{\A\d+\z}
    end
    munge do |value|
      raise 'count is too large' if value.to_i > 99

      value.to_i
    end
  end

  newproperty(:mode) do
    munge do |value|
      case value
      when true, /^(yes|on)$/i then :on
      when false, /^(no|off)$/i then :off
      when Hash then value.map { |key, item| "#{key}=#{item}" }.sort.join(',')
      else raise Puppet::Error, "mode #{value.inspect} is none"
      end
    end
  end

  newproperty(:limits) do
    desc 'A hash.'
    validate do |value|
      resource.check_limits(value)
    end
    munge do |value|
      value.transform_values(&:to_s)
    end
  end

  newparam(:peer) do
    validate do |value|
      if resource.parameters[:members] && resource[:members].include?(value)
        raise Puppet::ResourceError, "#{value} is a member"
      end
    end
  end

  newparam(:needed) do
    defaultto do
      fail(Puppet::ResourceError, "Parameter #{name} is needed by #{resource.ref}") if resource[:mode] == :on
    end
  end

  def check_limits(value)
    raise ArgumentError, 'limits must be a hash' unless value.is_a?(Hash)

    value.each do |key, limit|
      raise ArgumentError, "limit #{key} is no number: #{limit}" unless limit.to_s.match?(%r{\A\d+\z})
    end
  end

  if Puppet::Util::Package.versioncmp(Puppet.version, '5.0') < 0
    autorequire(:file) { '/of/old/puppet' }
  else
    autorequire(:file) { '/of/new/puppet' }
  end

  autorequire(:sample_volume) do
    catalog.resources.select { |other| other.is_a?(Puppet::Type.type(:sample_volume)) }
  end
end
