require 'puppet/provider/rabbitmq'

Puppet::Type.type(:rabbitmq_user).provide(:rabbitmqctl, parent: Puppet::Provider::Rabbitmq) do
  desc 'Asks and tells the broker by rabbitmqctl.'

  mk_resource_methods

  def self.instances
    rabbitmqctl('list_users', '--no-table-headers').map do |name, tags|
      tags = tags.delete('[] ').split(',')
      new(name: name, ensure: :present, password: :unknown, admin: tags.include?('administrator') ? :true : :false,
          tags: tags - ['administrator'])
    end
  end

  def create
    rabbitmqctl('add_user', resource[:name], input: resource[:password].to_s)
    set_tags
  end

  def destroy
    rabbitmqctl('delete_user', resource[:name])
  end

  def password?(password)
    rabbitmqctl('authenticate_user', resource[:name], input: password)
    true
  rescue Puppet::ExecutionFailure
    false
  end

  def password=(password)
    rabbitmqctl('change_password', resource[:name], input: password)
  end

  def admin=(_value)
    set_tags
  end

  def tags=(_value)
    set_tags
  end

  private

  def set_tags
    tags = Array(resource[:tags] || @property_hash[:tags])
    tags = ['administrator', *tags] if resource[:admin].to_s == 'true'
    rabbitmqctl('set_user_tags', resource[:name], *tags)
  end
end
