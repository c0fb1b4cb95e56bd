//! How fragments become one content.

use super::fragment::Piece;
use super::merge::merged;

fn joined(contents: &[&str], format: &str, force: bool) -> Result<String, String> {
    let piece = |content: &&str| Piece { name: "p".into(), order: "1".into(), content: content.as_bytes().to_vec(), is_secret: false };
    let pieces: Vec<Piece> = contents.iter().map(piece).collect();
    merged(&pieces, format, force).map(|bytes| String::from_utf8(bytes).unwrap()).map_err(|failure| failure.message)
}

#[test]
fn json_is_merged_and_two_values_need_force() {
    let (first, second) = (r#"{"a":{"x":[1,2]},"b":1}"#, r#"{"a":{"x":[2,3],"y":0},"b":2}"#);
    let refused = joined(&[first, second], "json", false).unwrap_err();
    assert_eq!(refused, "Duplicate key 'b' found with values '1' and 2'. Use 'force' attribute to merge keys.");
    assert_eq!(joined(&[first, second], "json", true).unwrap(), r#"{"a":{"x":[1,2,3],"y":0},"b":1}"#);
    assert_eq!(joined(&["1", "[2]"], "json-array", false).unwrap(), "[1,[2]]");
    assert_eq!(joined(&["1"], "json-array-pretty", false).unwrap(), "[\n  1\n]");
    assert_eq!(joined(&["{"], "json", false).unwrap_err(), "Concat_fragment[p] is no JSON: line 1");
    assert_eq!(joined(&["[1]", "{\"a\":1}"], "json", false).unwrap_err(), "the fragments are not all hashes: they cannot be merged");
}
