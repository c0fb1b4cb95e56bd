require 'puppet/provider/mysql'

Puppet::Type.type(:mysql_user).provide(:mysql, parent: Puppet::Provider::Mysql) do
  desc 'Asks and tells the server over its socket.'

  mk_resource_methods

  def self.instances
    sql("SELECT CONCAT(User, '@', Host), plugin, authentication_string FROM mysql.user").map do |name, plugin, hash|
      new(name: name, ensure: :present, plugin: plugin, password_hash: hash)
    end
  end

  def create
    sql("CREATE USER IF NOT EXISTS #{account(resource[:name])} #{identified}")
  end

  def destroy
    sql("DROP USER IF EXISTS #{account(resource[:name])}")
  end

  def password_hash=(_value)
    sql("ALTER USER #{account(resource[:name])} #{identified}")
  end
  alias_method :plugin=, :password_hash=

  private

  def identified
    plugin = resource[:plugin] || 'mysql_native_password'
    hash = resource[:password_hash]
    hash ? "IDENTIFIED WITH #{plugin} AS #{literal(hash)}" : "IDENTIFIED WITH #{plugin}"
  end
end
