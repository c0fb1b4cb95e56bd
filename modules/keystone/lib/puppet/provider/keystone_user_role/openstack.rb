require 'puppet/provider/keystone'

Puppet::Type.type(:keystone_user_role).provide(:openstack, parent: Puppet::Provider::Keystone) do
  desc 'Reads and writes the roles of users by REST.'

  mk_resource_methods

  def self.instances
    roles = Hash.new { |all, name| all[name] = [] }
    list('role_assignments').each do |assignment|
      name = title(assignment)
      roles[name] << name_of('roles', assignment['role']['id']) if name
    end
    roles.map { |name, names| new(name: name, ensure: :present, roles: names) }
  end

  # The title of the resource that an assignment is part of.
  def self.title(assignment)
    user = assignment['user'] && name_of('users', assignment['user']['id'])
    scope = assignment['scope']
    return unless user
    return "#{user}@::::all" if scope['system']

    project = scope['project'] && name_of('projects', scope['project']['id'])
    project && "#{user}@#{project}"
  end

  def create
    resource[:roles].each { |role| assign(:put, role) }
  end

  def destroy
    @property_hash[:roles].each { |role| assign(:delete, role) }
  end

  def roles=(wanted)
    (wanted - @property_hash[:roles]).each { |role| assign(:put, role) }
    (@property_hash[:roles] - wanted).each { |role| assign(:delete, role) }
  end

  private

  def assign(method, role)
    user, scope = resource[:name].split('@', 2)
    path = scope.start_with?('::::') ? 'system' : "projects/#{id_of('projects', name: scope)}"
    change(method, "#{path}/users/#{id_of('users', name: user)}/roles/#{id_of('roles', name: role)}")
  end
end
