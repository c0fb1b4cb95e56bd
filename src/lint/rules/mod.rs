//! The rules: one file each, one line each in the registry. The first comment of a file is the rule's page for users.

use super::definition::Definition;
use super::file::File;
use super::finding::{Edit, Findings};
use super::resource::Resource;
use super::rule::{Entry, Rule};
use super::sense::definition::{Parameter, plain};
use super::sense::disjoint::{are_disjoint, may_be_object, takes_all};
use super::sense::function::called;
use super::sense::infer;
use super::sense::literal::{self, text as literal_text};
use super::sense::part::type_of;
use super::sense::scope::Scope;
use super::sense::{Modules, is_built_in, meant, resource, templates};
use super::word::Kind;
use rpuppet_syntax::{Node, NodeId, Span};

/// Functions whose arguments are names of classes, which they declare without values.
const DECLARING: &[&str] = &["include", "contain", "require"];

/// Declares the rules' modules and their registry. A rule whose name cannot be a module's has both names.
macro_rules! rules {
    ($($module:ident $(as $name:literal)?;)*) => {
        $(mod $module;)*

        /// All rules, in the order of puppet-lint's list and then of its plugins.
        pub static ENTRIES: &[Entry] = &[$(Entry {
            name: rules!(@name $module $($name)?),
            rule: &$module::RULE,
            source: include_str!(concat!(stringify!($module), ".rs")),
        }),*];
    };
    (@name $module:ident) => { stringify!($module) };
    (@name $module:ident $name:literal) => { $name };
}

rules! {
    arrow_on_right_operand_line;
    autoloader_layout;
    class_inherits_from_params_class;
    code_on_top_scope;
    inherits_across_namespaces;
    names_containing_dash;
    names_containing_uppercase;
    nested_classes_or_defines;
    parameter_order;
    right_to_left_relationship;
    variable_scope;
    slash_comments;
    star_comments;
    case_without_default;
    selector_inside_resource;
    documentation;
    unquoted_node_name;
    duplicate_params;
    ensure_first_param;
    ensure_not_symlink_target;
    file_mode;
    unquoted_file_mode;
    unquoted_resource_title;
    double_quoted_strings;
    only_variable_string;
    puppet_url_without_modules;
    quoted_booleans;
    single_quote_string_with_variables;
    variables_not_enclosed;
    variable_contains_dash;
    variable_is_lowercase;
    chars_140 as "140chars";
    soft_tabs as "2sp_soft_tabs";
    chars_80 as "80chars";
    arrow_alignment;
    hard_tabs;
    space_before_arrow;
    trailing_whitespace;
    legacy_facts;
    top_scope_facts;
    anchor_resource;
    exec_idempotency;
    file_ensure;
    leading_zero;
    lookup_in_parameter;
    manifest_whitespace_arrows_single_space_after;
    manifest_whitespace_class_name_single_space_after;
    manifest_whitespace_class_name_single_space_before;
    manifest_whitespace_closing_brace_after;
    manifest_whitespace_closing_brace_before;
    manifest_whitespace_closing_bracket_after;
    manifest_whitespace_closing_bracket_before;
    manifest_whitespace_double_newline_end_of_file;
    manifest_whitespace_inherits_name_single_space_before;
    manifest_whitespace_missing_newline_end_of_file;
    manifest_whitespace_newline_beginning_of_file;
    manifest_whitespace_opening_brace_after;
    manifest_whitespace_opening_brace_before;
    manifest_whitespace_opening_bracket_after;
    manifest_whitespace_opening_bracket_before;
    manifest_whitespace_two_empty_lines;
    optional_default;
    package_ensure;
    parameter_documentation;
    parameter_types;
    params_empty_string_assignment;
    params_not_optional_with_undef;
    relative_classname_inclusion;
    relative_classname_reference;
    resource_reference_chain_without_whitespace;
    resource_reference_with_unquoted_title;
    resource_reference_without_title_capital;
    resource_reference_without_whitespace;
    strict_indent;
    topscope_variable;
    trailing_comma;
    unquoted_string_in_case;
    unquoted_string_in_selector;
    variable_contains_upcase;
    version_comparison;
    unknown_class;
    unknown_data_type;
    unknown_function;
    unknown_resource_type;
    unknown_parameter;
    missing_parameter;
    parameter_type;
    function_arguments;
    unknown_fact;
    unknown_variable;
    unused_variable;
    constant_condition;
    shadowed_variable;
    unset_on_some_path;
    unknown_template;
    template_variable;
    template_parameter;
    duplicate_declaration;
    unknown_reference;
    interpolated_command;
    sensitive_leak;
    unknown_key;
    duplicate_key;
    key_type;
    dependency_cycle;
    undeclared_dependency;
    version_requirement;
}

pub use legacy_facts::is_legacy as legacy_fact;

/// The rule of a name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    entry_index(name).and_then(|index| ENTRIES.get(index))
}

pub fn entry_index(name: &str) -> Option<usize> {
    ENTRIES.iter().position(|entry| entry.name == name)
}
