require 'puppet/provider/rabbitmq'

Puppet::Type.type(:rabbitmq_vhost).provide(:rabbitmqctl, parent: Puppet::Provider::Rabbitmq) do
  desc 'Asks and tells the broker by rabbitmqctl.'

  def self.instances
    rabbitmqctl('list_vhosts', '--no-table-headers').map { |name| new(name: name.first, ensure: :present) }
  end

  def create
    rabbitmqctl('add_vhost', resource[:name])
  end

  def destroy
    rabbitmqctl('delete_vhost', resource[:name])
  end
end
