# This file was automatically generated on 2026-11-27 05:44:15 +0000.
# Use the 'puppet generate types' command to regenerate this file.

# A pool: composite titles, values that are made together, exceptions of every kind.
Puppet::Resource::ResourceType3.new(
  'sample_pool',
  [
    # The basic property that the resource should be in.
    # 
    # Valid values are `present`, `absent`.
    Puppet::Resource::Param(Enum['present', 'absent'], 'ensure'),

    Puppet::Resource::Param(Any, 'members'),

    Puppet::Resource::Param(Any, 'count'),

    Puppet::Resource::Param(Any, 'mode'),

    # A hash.
    Puppet::Resource::Param(Any, 'limits')
  ],
  [
    Puppet::Resource::Param(Any, 'name', true),

    Puppet::Resource::Param(Any, 'site', true),

    Puppet::Resource::Param(Any, 'peer'),

    Puppet::Resource::Param(Any, 'needed')
  ],
  {
    /(?m-ix:\A([^:]+)::([^:]+)\z)/ => ['name', 'site'],
    /(?m-ix:\A([^:]+)\z)/ => ['name']
  },
  true,
  false)
