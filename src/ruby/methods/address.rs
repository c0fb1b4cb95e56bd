//! `IPAddr`: reading, families, networks.

use super::{Answer, Request, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::object::Object;
use std::net::IpAddr;

/// `IPAddr.new('10.0.0.1/24')`: an address is masked by its prefix.
pub fn read(text: &str) -> Result<Object, Flow> {
    let invalid = || Flow::raise("IPAddr::InvalidAddressError", format!("invalid address: {text}"));
    let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let address = address.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(address);
    let address: IpAddr = address.parse().map_err(|_| invalid())?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let prefix = match prefix {
        None => longest,
        Some(prefix) => match prefix.parse::<IpAddr>() {
            Ok(mask) => u8::try_from(bits(mask).count_ones()).unwrap_or(longest),
            Err(_) => prefix.parse::<u8>().ok().filter(|prefix| *prefix <= longest).ok_or_else(invalid)?,
        },
    };
    Ok(Object::Address(masked(address, prefix), prefix))
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

fn from_bits(bits: u128, like: IpAddr) -> IpAddr {
    match like {
        IpAddr::V4(_) => IpAddr::V4(u32::try_from(bits & u128::from(u32::MAX)).unwrap_or(0).into()),
        IpAddr::V6(_) => IpAddr::V6(bits.into()),
    }
}

/// The bits that a prefix leaves to hosts.
fn host_bits(address: IpAddr, prefix: u8) -> u128 {
    let longest: u32 = if address.is_ipv4() { 32 } else { 128 };
    let free = longest.saturating_sub(u32::from(prefix));
    1u128.checked_shl(free).map_or(u128::MAX, |unit| unit - 1)
}

fn masked(address: IpAddr, prefix: u8) -> IpAddr {
    from_bits(bits(address) & !host_bits(address, prefix), address)
}

pub fn call(address: IpAddr, prefix: u8, request: &Request<'_>) -> Answer {
    match request.name {
        "ipv4?" => truth(address.is_ipv4()),
        "ipv6?" => truth(address.is_ipv6()),
        "to_i" => some(i64::try_from(bits(address)).map_or_else(|_| Object::Large(bits(address)), Object::Integer)),
        "prefix" => some(Object::Integer(i64::from(prefix))),
        "to_string" => some(Object::string(address.to_string())),
        "mask" => read(&format!("{address}/{}", request.argument(0)?.to_text())).map(Some),
        "include?" | "===" => {
            let other = match request.argument(0)? {
                Object::Address(other, _) => *other,
                other => match read(&other.to_text())? {
                    Object::Address(other, _) => other,
                    _ => return truth(false),
                },
            };
            truth(other.is_ipv4() == address.is_ipv4() && masked(other, prefix) == address)
        }
        "to_range" => {
            let last = from_bits(bits(address) | host_bits(address, prefix), address);
            let range =
                crate::ruby::object::Range { from: Object::Address(address, prefix), to: Object::Address(last, prefix), exclusive: false };
            some(Object::Range(std::rc::Rc::new(range)))
        }
        "succ" => some(Object::Address(from_bits(bits(address).wrapping_add(1), address), prefix)),
        "loopback?" => truth(address.is_loopback()),
        _ => Ok(None),
    }
}
