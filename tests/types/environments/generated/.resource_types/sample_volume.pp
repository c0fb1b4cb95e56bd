# This file was automatically generated on 2026-11-27 05:44:15 +0000.
# Use the 'puppet generate types' command to regenerate this file.

# A volume: lists of values, other names of them, helpers of another module.
Puppet::Resource::ResourceType3.new(
  'sample_volume',
  [
    # Whether it is there.
    # 
    # Valid values are `present`, `absent` (also called `gone`).
    Puppet::Resource::Param(Enum['present', 'absent', 'gone'], 'ensure'),

    Puppet::Resource::Param(Any, 'size'),

    # Valid values are `ext4` (also called `ext`), `xfs`, ``. Values can match `/^vendor-\d+$/`.
    Puppet::Resource::Param(Variant[Enum['ext4', 'ext', 'xfs', ''], Pattern[/^vendor-\d+$/]], 'format'),

    Puppet::Resource::Param(Any, 'options'),

    # Valid values are `none`. Values can match `/.*/`.
    Puppet::Resource::Param(Variant[Enum['none'], Pattern[/.*/]], 'label'),

    Puppet::Resource::Param(Any, 'serial')
  ],
  [
    # The name.
    # 
    # Values can match `/\A[a-z][a-z0-9_]*\z/i`.
    Puppet::Resource::Param(Pattern[/(?i-mx:\A[a-z][a-z0-9_]*\z)/], 'name', true),

    Puppet::Resource::Param(Any, 'reads'),

    Puppet::Resource::Param(Any, 'writes'),

    # Valid values are `true`, `false`, `yes`, `no`.
    Puppet::Resource::Param(Variant[Boolean, Enum['true', 'false', 'yes', 'no']], 'force'),

    Puppet::Resource::Param(Any, 'mount'),

    Puppet::Resource::Param(Any, 'secret'),

    Puppet::Resource::Param(Any, 'title_again'),

    Puppet::Resource::Param(Any, 'nothing')
  ],
  {
    /(?m-ix:(.*))/ => ['name']
  },
  true,
  false)
