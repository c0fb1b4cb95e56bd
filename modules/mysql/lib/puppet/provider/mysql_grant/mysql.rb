require 'puppet/provider/mysql'

Puppet::Type.type(:mysql_grant).provide(:mysql, parent: Puppet::Provider::Mysql) do
  desc 'Reads and writes the grants of a user over the socket.'

  mk_resource_methods

  def self.instances
    accounts = sql("SELECT QUOTE(User), QUOTE(Host), CONCAT(User, '@', Host) FROM mysql.user WHERE is_role = 'N'")
    accounts.flat_map do |user, host, name|
      sql("SHOW GRANTS FOR #{user}@#{host}").filter_map { |line| grant(name, line.first) }
    end
  end

  def self.grant(account, line)
    match = %r{\AGRANT (.+) ON (\S+) TO \S+(?: .*?)?( WITH GRANT OPTION)?\z}.match(line)
    return unless match && match[2].include?('.')

    privileges = match[1].sub('ALL PRIVILEGES', 'ALL').scan(%r{[^,(]+(?:\([^)]*\))?}).map(&:strip)
    new(name: "#{account}/#{match[2].delete('`')}", ensure: :present, privileges: privileges, options: match[3] ? ['GRANT'] : ['NONE'])
  end

  def create
    option = Array(resource[:options]).include?('GRANT') ? ' WITH GRANT OPTION' : ''
    sql("GRANT #{resource[:privileges].join(', ')} ON #{target} TO #{account(user_name)}#{option}")
  end

  def destroy
    sql("REVOKE ALL PRIVILEGES ON #{target} FROM #{account(user_name)}")
  end

  def privileges=(_value)
    destroy
    create
  end
  alias_method :options=, :privileges=

  private

  def user_name
    resource[:name].split('/', 2).first
  end

  def target
    resource[:name].split('/', 2).last.split('.', 2).map { |part| identifier(part) }.join('.')
  end
end
