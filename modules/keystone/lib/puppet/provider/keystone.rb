require 'json'
require 'net/http'
require 'puppet/provider'
require 'uri'
require 'yaml'

# Speaks to Keystone's REST interface as the administrator whom keystone::bootstrap made: no command line
# is started, no password becomes an argument. Lists are read once and again after each change.
class Puppet::Provider::Keystone < Puppet::Provider
  CLOUDS = '/etc/openstack/puppet/admin-clouds.yaml'.freeze
  PATIENCE = 170
  PAUSE = 3
  WAIT = [Errno::ECONNREFUSED, Errno::ECONNRESET, Errno::EPIPE, EOFError, Net::OpenTimeout, Net::ReadTimeout].freeze

  # What one run knows: the tokens, by scope, and the lists that were read.
  SESSION = { tokens: {}, lists: {} } # rubocop:disable Style/MutableConstant

  class << self
    def cloud(scope)
      raise Puppet::Error, "#{CLOUDS} is missing: keystone::bootstrap writes it" unless File.exist?(CLOUDS)

      YAML.safe_load(File.read(CLOUDS)).fetch('clouds').fetch(scope)
    end

    def request(method, path, body = nil)
      answer(http(method, "#{cloud('system')['auth']['auth_url']}/v3/#{path}", body, token('system')[:id]), path)
    end

    # The entries of a collection, such as users.
    def list(collection)
      SESSION[:lists][collection] ||= request(:get, collection).fetch(collection)
    end

    def change(method, path, body = nil)
      request(method, path, body)
    ensure
      SESSION[:lists].clear
    end

    def token(scope)
      SESSION[:tokens][scope] ||= log_in(scope)
    end

    def log_in(scope)
      auth = cloud(scope)['auth']
      response = authenticate(auth, scope_of(auth))
      raise Puppet::Error, "Keystone refuses #{auth['username']}: #{response.code}" unless response.code == '201'

      { id: response['X-Subject-Token'], body: JSON.parse(response.body)['token'] }
    end

    def authenticate(auth, scope = nil)
      user = { name: auth['username'], domain: { name: auth['user_domain_name'] }, password: auth['password'] }
      request = { identity: { methods: ['password'], password: { user: user } } }
      request[:scope] = scope if scope
      http(:post, "#{auth['auth_url']}/v3/auth/tokens", { auth: request })
    end

    def scope_of(auth)
      return { system: { all: true } } if auth['system_scope']

      { project: { name: auth['project_name'], domain: { name: auth['project_domain_name'] } } }
    end

    # A service that was just started takes its time; asked again until it answers.
    def http(method, url, body = nil, token = nil)
      uri = URI(url)
      finish = Time.now + PATIENCE
      begin
        response = send_once(method, uri, body, token)
        raise Net::ReadTimeout, url if [502, 503, 504].include?(response.code.to_i)

        response
      rescue *WAIT
        raise if Time.now > finish

        sleep PAUSE
        retry
      end
    end

    def send_once(method, uri, body, token)
      request = Net::HTTP.const_get(method.capitalize).new(uri, 'Content-Type' => 'application/json')
      request['X-Auth-Token'] = token if token
      request.body = JSON.generate(body) if body
      Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https', read_timeout: 60) { |http| http.request(request) }
    end

    def answer(response, path)
      raise Puppet::Error, "#{path}: #{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

      response.body.to_s.empty? ? {} : JSON.parse(response.body)
    end

    def prefetch(resources)
      found = instances
      resources.each do |name, resource|
        provider = found.find { |instance| instance.name == name }
        resource.provider = provider if provider
      end
    end

    # The id of the entry of a collection that has this name (and these further fields).
    def id_of(collection, fields)
      entry = list(collection).find { |candidate| fields.all? { |key, value| candidate[key.to_s] == value } }
      raise Puppet::Error, "Keystone has none of #{collection} with #{fields}" unless entry

      entry['id']
    end

    def name_of(collection, id)
      entry = list(collection).find { |candidate| candidate['id'] == id }
      entry && entry['name']
    end
  end

  def exists?
    @property_hash[:ensure] == :present
  end

  def list(collection)
    self.class.list(collection)
  end

  def id_of(collection, fields)
    self.class.id_of(collection, fields)
  end

  def change(method, path, body = nil)
    self.class.change(method, path, body)
  end

  def id
    @property_hash[:id]
  end

  # true and false as JSON has them.
  def truth(value)
    value.to_s == 'true'
  end
end
