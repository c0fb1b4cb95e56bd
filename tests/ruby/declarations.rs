//! Types and providers are read as Puppet loads them.

use rpuppet::catalog::AttributeKind;
use rpuppet::ruby::declaration::{read_provider, read_type};
use rpuppet::ruby::parse::parse;
use std::sync::Arc;

const TYPE: &str = r##"
Puppet::Type.newtype(:example_config) do
  require File.expand_path(File.join(File.dirname(__FILE__), '..', '..', 'puppet_x', 'mixin'))
  ensurable
  newparam(:name, :namevar => true) do
    desc 'Section/setting.

    More.'
    newvalues(/\S+\/\S+/)
  end
  newproperty(:value, :array_matching => :all) { munge { |v| v.to_s } }
  [:one, :two].each { |name| newproperty("#{name}_x") }
  newparam(:mode) do
    newvalues(:soft, 'hard')
    defaultto :soft
  end
  newparam(:admin_password)
  extra
  autorequire(:anchor) { ['x::install::end'] }
  autorequire(:file) { self[:mode] }
end
"##;

const MIXIN: &str =
    "module X\n def extra\n newparam(:secret, boolean: true) do\n newvalues(:true, :false)\n defaultto false\n end\n end\nend";

#[test]
fn a_type_is_read_with_its_mixin() {
    let mut asked = Vec::new();
    let declaration = read_type(TYPE, &mut |path| {
        asked.push(path.to_string());
        Some(Arc::new(parse(MIXIN).unwrap()))
    });
    let declaration = declaration.unwrap().declaration;
    assert_eq!(asked, ["puppet_x/mixin"]);
    let schema = &declaration.schema;
    let names: Vec<&str> = schema.attributes.keys().map(|name| name.as_str()).collect();
    assert_eq!(names, ["ensure", "name", "value", "one_x", "two_x", "mode", "admin_password", "secret"]);
    assert_eq!((schema.name.as_str(), schema.name_variable(), schema.ensurable), ("example_config", "name", true));
    assert_eq!(schema.attributes["name"].doc, "Section/setting.");
    assert_eq!(schema.attributes["mode"].values, ["soft", "hard"]);
    assert_eq!(schema.attributes["mode"].default.as_deref(), Some("'soft'"));
    assert_eq!(schema.attributes["secret"].default.as_deref(), Some("false"));
    assert!(schema.attributes["value"].array_matching_all && schema.attributes["value"].kind == AttributeKind::Property);
    assert!(schema.attributes["admin_password"].secret && !schema.attributes["secret"].secret);
    let autorequires: Vec<String> = declaration.autorequires.iter().map(|(kind, title)| format!("{kind}[{title}]")).collect();
    assert_eq!(autorequires, ["anchor[x::install::end]", "file[mode]"]);
}

#[test]
fn a_provider_is_read_with_its_constants() {
    let source =
        "Puppet::Type.type(:x_config).provide(:ini_setting, :parent => Puppet::Type.type(:openstack_config).provider(:ini_setting)) do
      def self.file_path
        '/etc/x/x.conf'
      end
      def section
        resource[:name].split('/', 2).first
      end
      def separator; return '='; end
    end";
    let providers = read_provider(source).unwrap();
    assert_eq!(providers.len(), 1);
    assert_eq!((providers[0].name.as_str(), providers[0].parent.as_str()), ("ini_setting", "openstack_config/ini_setting"));
    let constants: Vec<(&str, &str)> = providers[0].constants.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(constants, [("file_path", "/etc/x/x.conf"), ("separator", "=")]);
}

#[test]
fn a_type_of_the_resource_api_is_read() {
    let source = "Puppet::ResourceApi.register_type(
      name: 'device',
      attributes: {
        ensure: { type: 'Enum[present, absent]', desc: 'Whether.', default: 'present' },
        name: { type: 'String', behaviour: :namevar },
        secret: { type: 'Sensitive[String]' },
      },
    )";
    let schema = read_type(source, &mut |_| None).unwrap().declaration.schema;
    assert_eq!((schema.name.as_str(), schema.name_variable(), schema.ensurable), ("device", "name", true));
    assert_eq!(schema.attributes["ensure"].values, ["present", "absent"]);
    assert!(schema.attributes["secret"].secret);
}

#[test]
fn broken_or_other_files_are_errors() {
    assert!(read_type("Puppet::Type.newtype(:x) do", &mut |_| None).is_err());
    assert!(read_type("puts 1", &mut |_| None).is_err());
}

const PARTED: &str = r#"
require 'puppet_x/parts'
Puppet::Type.newtype(:parted) do
  newparam(:name, :namevar => true)
  newparam(:domain, :namevar => true)
  def self.title_patterns
    Parts.split(:name, :domain)
  end
end
"#;

const PARTS: &str = r"
module Parts
  def self.word
    Regexp.new(/[^:]+/)
  end

  def self.split(first, second, separator = '::', *others)
    raise(ArgumentError, 'two at most') if others.any?
    whole = /^(#{word})$/
    [[/^(#{word})#{separator}(#{word})$/, [[first], [second, lambda { |part| part }]]], [whole, [[first]]]]
  end
end
";

#[test]
fn patterns_of_titles_may_be_computed_by_a_required_module() {
    let schema = read_type(PARTED, &mut |_| Some(Arc::new(parse(PARTS).unwrap()))).unwrap().declaration.schema;
    let pair = |name: &str, value: &str| (name.into(), value.into());
    assert_eq!(schema.parse_title("a::b").unwrap(), [pair("name", "a"), pair("domain", "b")]);
    assert_eq!(schema.parse_title("a").unwrap(), [pair("name", "a")]);
    assert!(schema.parse_title("a::b::c").is_none());
}
