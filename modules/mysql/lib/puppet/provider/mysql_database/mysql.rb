require 'puppet/provider/mysql'

Puppet::Type.type(:mysql_database).provide(:mysql, parent: Puppet::Provider::Mysql) do
  desc 'Asks and tells the server over its socket.'

  mk_resource_methods

  def self.instances
    sql('SELECT schema_name, default_character_set_name, default_collation_name FROM information_schema.schemata').map do |name, charset, collate|
      new(name: name, ensure: :present, charset: charset, collate: collate)
    end
  end

  def create
    sql("CREATE DATABASE IF NOT EXISTS #{identifier(resource[:name])} #{characters}")
  end

  def destroy
    sql("DROP DATABASE IF EXISTS #{identifier(resource[:name])}")
  end

  def charset=(_value)
    sql("ALTER DATABASE #{identifier(resource[:name])} #{characters}")
  end
  alias_method :collate=, :charset=

  private

  def characters
    "CHARACTER SET #{resource[:charset]} COLLATE #{resource[:collate]}"
  end
end
