//! The classes and modules that code may name.

use super::error::{Evaluated, Flow};
use super::object::Object;

/// Files may be read; processes, time and evaluation are not here.
const KNOWN: &[&str] = &[
    "Array",
    "Hash",
    "String",
    "Integer",
    "Fixnum",
    "Bignum",
    "Float",
    "Numeric",
    "Symbol",
    "Regexp",
    "NilClass",
    "TrueClass",
    "FalseClass",
    "Range",
    "Proc",
    "Object",
    "BasicObject",
    "Enumerable",
    "Comparable",
    "MatchData",
    "IPAddr",
    "JSON",
    "YAML",
    "Psych",
    "Math",
    "Kernel",
    "Exception",
    "StandardError",
    "ArgumentError",
    "TypeError",
    "NameError",
    "NoMethodError",
    "RuntimeError",
    "KeyError",
    "IndexError",
    "ZeroDivisionError",
    "RangeError",
    "RegexpError",
    "FrozenError",
    "StopIteration",
    "IOError",
    "CGI",
    "URI",
    "ERB",
    "ERB::Util",
    "Shellwords",
    "Base64",
    "File",
    "Pathname",
    "Facter",
    "Digest::MD5",
    "Digest::SHA1",
    "Digest::SHA2",
    "Digest::SHA256",
    "Digest::SHA384",
    "Digest::SHA512",
    "OpenSSL::Digest::MD5",
    "OpenSSL::Digest::SHA1",
    "OpenSSL::Digest::SHA256",
    "OpenSSL::Digest::SHA512",
    "URI::Generic",
    "URI::InvalidURIError",
    "JSON::ParserError",
    "IPAddr::InvalidPrefixError",
    "SystemCallError",
    "Errno::ENOENT",
    "Puppet",
    "Puppet::Functions",
    "Puppet::Parser::Functions",
    "Puppet::Parser::Files",
    "Puppet::Error",
    "Puppet::ParseError",
    "Puppet::Util",
    "Puppet::Util::Package",
    "Puppet::Type",
    "Puppet::ResourceError",
    "Puppet::DevError",
    "Puppet::Pops::Types::PSensitiveType::Sensitive",
    "IPAddr::Error",
    "IPAddr::InvalidAddressError",
    "IPAddr::AddressFamilyError",
    "Set",
    "Struct",
    "Time",
    "Module",
    "Class",
];

/// Whether code may name a class.
pub fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

pub fn find(name: &str) -> Evaluated {
    if matches!(name, "Puppet::PUPPETVERSION" | "Puppet::VERSION") {
        return Ok(Object::string(super::methods::puppet::VERSION));
    }
    match KNOWN.iter().find(|known| **known == name) {
        Some(known) => Ok(Object::Class((*known).into())),
        None => Err(Flow::raise("NameError", format!("uninitialized constant {name}"))),
    }
}
