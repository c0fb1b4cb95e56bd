require 'puppet/provider/keystone'

Puppet::Type.type(:keystone_user).provide(:openstack, parent: Puppet::Provider::Keystone) do
  desc 'Reads and writes users by REST; a password is checked by logging in with it.'

  mk_resource_methods

  def self.instances
    list('users').map do |user|
      new(name: user['name'], ensure: :present, id: user['id'], enabled: user['enabled'].to_s.to_sym, email: user['email'],
          description: user['description'], password: :unknown)
    end
  end

  def create
    user = { name: resource[:name], domain_id: id_of('domains', name: resource[:domain]), enabled: resource[:enabled] != :false }
    [:email, :description, :password].each { |key| user[key] = resource[key] if resource[key] }
    change(:post, 'users', user: user)
  end

  def destroy
    change(:delete, "users/#{id}")
  end

  def password?(password)
    auth = { 'auth_url' => self.class.cloud('system')['auth']['auth_url'], 'username' => resource[:name],
             'user_domain_name' => resource[:domain], 'password' => password }
    self.class.authenticate(auth).code == '201'
  end

  def enabled=(value)
    change(:patch, "users/#{id}", user: { enabled: truth(value) })
  end

  [:email, :description, :password].each do |key|
    define_method(:"#{key}=") { |value| change(:patch, "users/#{id}", user: { key => value }) }
  end
end
