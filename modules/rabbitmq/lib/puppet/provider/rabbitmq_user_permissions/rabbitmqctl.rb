require 'puppet/provider/rabbitmq'

Puppet::Type.type(:rabbitmq_user_permissions).provide(:rabbitmqctl, parent: Puppet::Provider::Rabbitmq) do
  desc 'Asks and tells the broker by rabbitmqctl.'

  mk_resource_methods

  def self.instances
    vhosts = rabbitmqctl('list_vhosts', '--no-table-headers').map(&:first)
    vhosts.flat_map do |vhost|
      rabbitmqctl('list_permissions', '--no-table-headers', '-p', vhost).map do |user, configure, write, read|
        new(name: "#{user}@#{vhost}", ensure: :present, configure_permission: configure, write_permission: write, read_permission: read)
      end
    end
  end

  def create
    permissions = [:configure_permission, :write_permission, :read_permission].map { |kind| resource[kind] || @property_hash[kind] || '' }
    rabbitmqctl('set_permissions', '-p', vhost, user, *permissions)
  end

  def destroy
    rabbitmqctl('clear_permissions', '-p', vhost, user)
  end

  [:configure_permission, :write_permission, :read_permission].each do |kind|
    define_method(:"#{kind}=") { |_value| create }
  end

  private

  def user
    resource[:name].split('@', 2).first
  end

  def vhost
    resource[:name].split('@', 2).last
  end
end
