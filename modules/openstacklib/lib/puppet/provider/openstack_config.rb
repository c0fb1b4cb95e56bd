require 'puppet/provider'
require 'puppet_x/openstack/ini_file'

# The provider of every settings type: a subclass says which file is its own (`self.file_path`).
class Puppet::Provider::OpenstackConfig < Puppet::Provider
  def self.instances
    PuppetX::Openstack::IniFile.new(file_path).settings.map do |name, values|
      new(name: name, ensure: :present, value: values)
    end
  end

  # The value that stands for the service's own default is the same as no setting at all.
  def exists?
    resource[:ensure] = :absent if Array(resource[:value]) == [resource[:ensure_absent_val]]
    !value.nil?
  end

  def create
    edit { |file| file.set(section, setting, resource[:value]) }
  end

  def destroy
    edit { |file| file.remove(section, setting) }
  end

  def value
    return @property_hash[:value] if @property_hash.key?(:value)

    file.values(section, setting)
  end

  def value=(values)
    edit { |file| file.set(section, setting, values) }
  end

  private

  def section
    resource[:name].split('/', 2).first
  end

  def setting
    resource[:name].split('/', 2).last
  end

  def file
    PuppetX::Openstack::IniFile.new(self.class.file_path)
  end

  def edit
    open = file
    yield open
    open.save
  end
end
