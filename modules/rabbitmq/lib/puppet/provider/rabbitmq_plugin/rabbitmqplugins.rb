require 'puppet/provider/rabbitmq'

Puppet::Type.type(:rabbitmq_plugin).provide(:rabbitmqplugins, parent: Puppet::Provider::Rabbitmq) do
  desc 'Writes the list of enabled plugins; the broker need not run.'

  def self.plugins(*arguments)
    run(['/usr/sbin/rabbitmq-plugins', '-q', *arguments])
  end

  def self.instances
    plugins('list', '-E', '-m').map { |name| new(name: name.first.strip, ensure: :present) }
  end

  def create
    self.class.plugins('enable', '--offline', resource[:name])
  end

  def destroy
    self.class.plugins('disable', '--offline', resource[:name])
  end
end
