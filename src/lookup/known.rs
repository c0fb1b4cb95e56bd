//! What keys the data of this node has, and which of them a compilation asked for.

use super::Hiera;
use super::files::Format;
use super::layer::OPTIONS;
use super::provider::{Place, Provider};
use crate::value::{EcoString, Map, Set};

/// A key of a data file that nothing asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadKey {
    pub key: EcoString,
    /// The file that has it; the one of highest priority where several have it.
    pub path: String,
}

impl Hiera<'_> {
    /// Keys that are looked up are noted from here on.
    pub fn note_keys(&self) {
        self.asked.borrow_mut().get_or_insert_default();
    }

    pub(super) fn note_key(&self, key: &EcoString) {
        if let Some(asked) = self.asked.borrow_mut().as_mut() {
            asked.insert(key.clone());
        }
    }

    /// Keys that were noted.
    pub fn asked_keys(&self) -> Set<EcoString> {
        self.asked.borrow().clone().unwrap_or_default()
    }

    /// Keys of the data files that this node's hierarchies name, with the first file that has them. Files that cannot be read, and data that
    /// functions of the site make, are left out; so are modules that nothing was looked up in.
    pub fn known_keys(&self) -> Map<EcoString, String> {
        let mut known = Map::default();
        let providers: Vec<_> = self.providers.borrow().values().cloned().collect();
        for provider in providers.iter().flat_map(|providers| providers.hierarchy.iter().chain(&providers.default_hierarchy)) {
            for place in provider.places.iter().flatten().filter(|place| place.exists) {
                for key in self.keys_of(provider, place) {
                    known.entry(key).or_insert_with(|| place.path.clone());
                }
            }
        }
        known
    }

    /// Known keys that were not asked for.
    pub fn unread_keys(&self) -> Vec<UnreadKey> {
        let asked = self.asked_keys();
        let unread = self.known_keys().into_iter().filter(|(key, _)| !asked.contains(key));
        unread.map(|(key, path)| UnreadKey { key, path }).collect()
    }

    fn keys_of(&self, provider: &Provider, place: &Place) -> Vec<EcoString> {
        let format = Format::of_function(&provider.function).filter(|_| !place.is_uri);
        let data = format.and_then(|format| self.files.data(self.world, &place.path, format, false, &mut |_| ()).ok());
        let keys = data.as_ref().and_then(|data| data.as_hash()).into_iter().flat_map(|entries| entries.keys());
        keys.filter_map(|key| key.as_str()).filter(|key| *key != OPTIONS).map(EcoString::from).collect()
    }
}
