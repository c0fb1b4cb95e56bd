//! Floating-point numbers in Ruby's forms `%f`, `%e`, `%g`, `%a`.

use super::filled;

/// Digits that Ruby rounds by the shortest text of a number; with more of them it takes the number's exact value.
const SHORT: usize = 15;
/// A number has no more digits behind its point than this; what follows is zeros.
const EXACT: usize = 1100;

/// `%f`: halves, as the shortest text of the number has them, go to the even digit.
pub(super) fn fixed(magnitude: f64, precision: usize) -> String {
    let (digits, exponent) = shortest(magnitude);
    let kept = exponent + 1 + precision as i64;
    if magnitude == 0.0 || kept > SHORT as i64 || digits.len() as i64 <= kept {
        return exact(precision, &|precision| format!("{magnitude:.precision$}"));
    }
    let rounded = rounded(&digits, kept);
    let padded = filled(&rounded.to_string(), precision + 1, '0', false);
    match padded.split_at_checked(padded.len() - precision) {
        Some((whole, "")) => whole.to_string(),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => padded,
    }
}

/// A number with so many digits behind its point, at the end of what `write` makes of it.
fn exact(precision: usize, write: &dyn Fn(usize) -> String) -> String {
    let zeros = precision.saturating_sub(EXACT);
    write(precision - zeros) + &"0".repeat(zeros)
}

/// The digits of the shortest text that is this number, and the power of ten of the first.
fn shortest(magnitude: f64) -> (Vec<u8>, i64) {
    let text = format!("{magnitude:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    (mantissa.bytes().filter(u8::is_ascii_digit).collect(), exponent.parse().unwrap_or(0))
}

/// The first `kept` digits as a number, rounded by the rest.
fn rounded(digits: &[u8], kept: i64) -> u64 {
    let Ok(kept) = usize::try_from(kept) else { return 0 };
    let number = digits.iter().take(kept).fold(0u64, |number, digit| number * 10 + u64::from(digit - b'0'));
    let rest = digits.get(kept..).unwrap_or(&[]);
    let up = match rest {
        [b'5'] => number % 2 == 1,
        [first, ..] => *first >= b'5',
        [] => false,
    };
    number + u64::from(up)
}

/// `%e`.
pub(super) fn exponential(magnitude: f64, precision: usize) -> String {
    let (digits, exponent) = shortest(magnitude);
    let text = match magnitude != 0.0 && precision < SHORT && digits.len() > precision + 1 {
        true => {
            let number = rounded(&digits, precision as i64 + 1).to_string();
            let carried = number.len() as i64 - (precision as i64 + 1);
            let (first, rest) = number.split_at_checked(1).unwrap_or((&number, ""));
            let rest: String = rest.chars().take(precision).collect();
            let point = if precision > 0 { "." } else { "" };
            format!("{first}{point}{rest}e{}", exponent + carried)
        }
        false => format!("{magnitude:.exact$e}", exact = precision.min(EXACT)),
    };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mantissa = format!("{mantissa}{}", "0".repeat(precision.saturating_sub(EXACT)));
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

/// `%g`: the shorter of the two forms, without trailing zeros.
pub(super) fn general(magnitude: f64, precision: usize, keep_zeros: bool) -> String {
    let rounded = exponential(magnitude, precision - 1);
    let exponent: i32 = rounded.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let plain = (-4..precision as i32).contains(&exponent);
    let text = match plain {
        true => fixed(magnitude, (precision as i32 - 1 - exponent).max(0) as usize),
        false => exponential(magnitude, precision - 1),
    };
    if keep_zeros {
        return text;
    }
    let (mantissa, exponent) = text.split_once('e').map_or((text.as_str(), None), |(mantissa, rest)| (mantissa, Some(rest)));
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    exponent.map_or_else(|| mantissa.to_string(), |exponent| format!("{mantissa}e{exponent}"))
}

/// `%a`: `0x1.8p+1`; a precision rounds to so many digits.
pub(super) fn hexadecimal(magnitude: f64, precision: Option<usize>) -> String {
    if magnitude == 0.0 {
        return "0x0p+0".to_string();
    }
    let bits = magnitude.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let mantissa = (1u64 << 52) | (bits & 0x000f_ffff_ffff_ffff);
    let kept = precision.unwrap_or(13).min(13);
    let cut = 4 * (13 - kept);
    let half = if cut == 0 { 0 } else { 1u64 << (cut - 1) };
    let rounded = (mantissa + half) >> cut;
    let (whole, fraction) = (rounded >> (4 * kept), rounded & ((1u64 << (4 * kept)) - 1));
    let fraction = if kept == 0 { String::new() } else { format!("{fraction:0kept$x}") };
    let fraction = match precision {
        None => fraction.trim_end_matches('0').to_string(),
        Some(precision) => filled(&fraction, precision, '0', true),
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("0x{whole:x}{point}{fraction}p{exponent:+}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Ruby gives.
    #[test]
    fn halves_go_to_the_even_digit_of_the_shortest_text() {
        let cases = [
            (99.55, 1, "99.6"),
            (99.65, 1, "99.6"),
            (0.25, 1, "0.2"),
            (9.95, 1, "10.0"),
            (0.5, 0, "0"),
            (1.005, 2, "1.00"),
            (0.04, 1, "0.0"),
        ];
        cases.iter().for_each(|(number, precision, expected)| assert_eq!(fixed(*number, *precision), *expected, "{number}"));
        assert_eq!(fixed(99.55, 20), "99.54999999999999715783");
        assert_eq!(exponential(1.2345675, 6), "1.234568e+00");
        assert_eq!(exponential(9.995, 2), "1.00e+01");
    }
}
