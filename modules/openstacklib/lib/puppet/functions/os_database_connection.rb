require 'erb'

# The URL of a database out of its parts: dialect, host, port, database, username, password, charset, extra.
Puppet::Functions.create_function(:os_database_connection) do
  dispatch :url do
    param 'Hash[String, Any]', :parts
  end

  def url(parts)
    %w[dialect database].each do |key|
      raise Puppet::ParseError, "os_database_connection(): #{key} is required" unless parts.key?(key)
    end
    raise Puppet::ParseError, 'os_database_connection(): host is required with port' if parts['port'] && !parts['host']

    "#{parts['dialect']}:#{location(parts)}/#{parts['database']}#{query(parts)}"
  end

  def location(parts)
    return '///' unless parts['host']

    port = parts['port'] ? ":#{parts['port']}" : ''
    "//#{credentials(parts)}#{parts['host']}#{port}"
  end

  def credentials(parts)
    user, password = parts.values_at('username', 'password').map { |text| ERB::Util.url_encode(text.to_s) }
    return '' if user.empty?

    password.empty? ? "#{user}@" : "#{user}:#{password}@"
  end

  def query(parts)
    extra = (parts['extra'] || {}).dup
    extra['charset'] = parts['charset'] if parts['charset']
    extra.empty? ? '' : "?#{extra.map { |key, value| "#{key}=#{value}" }.join('&')}"
  end
end
