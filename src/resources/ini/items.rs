//! A setting whose value is a list: `-Xmx512m -Xms128m`, `"a:1,b:2"`.

/// The items of one value and how they are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    items: Vec<String>,
    separator: String,
    quote: String,
    key_separator: String,
}

/// Where a new item goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Insert {
    Start,
    End,
    Before(String),
    After(String),
    Index(usize),
}

impl Items {
    /// Cuts `value` at every letter of `separator`; quotes around the whole are kept, else `quote` is what it gets.
    pub fn parse(value: Option<&str>, separator: &str, quote: &str, key_separator: &str) -> Self {
        let text = value.unwrap_or_default();
        let quoted = ["\"", "'"].into_iter().find_map(|mark| {
            let inner = text.strip_prefix(mark)?.strip_suffix(mark)?;
            Some((inner, mark))
        });
        let (text, quote) = quoted.unwrap_or((text, quote));
        let pieces = text.split(|letter| separator.contains(letter)).filter(|piece| !piece.is_empty());
        Items {
            items: pieces.map(|piece| piece.trim().to_string()).collect(),
            separator: separator.to_string(),
            quote: quote.to_string(),
            key_separator: key_separator.to_string(),
        }
    }

    pub fn text(&self) -> String {
        format!("{0}{1}{0}", self.quote, self.items.join(&self.separator))
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What follows the name in the first item of that name; with `exact` an item must be the name alone.
    pub fn value(&self, name: &str, exact: bool) -> Option<&str> {
        let item = self.position(name, exact).and_then(|at| self.items.get(at))?;
        item.get(name.len() + self.key_separator.len()..).or(Some(""))
    }

    /// Gives all items of that name a value, or adds one.
    pub fn set(&mut self, name: &str, value: &str, exact: bool, insert: &Insert) {
        let new = format!("{name}{}{value}", self.key_separator);
        if self.position(name, exact).is_none() {
            let place = self.place(insert, exact);
            self.items.insert(place, new);
            return;
        }
        let key_separator = &self.key_separator;
        for item in self.items.iter_mut().filter(|item| matches(item, name, key_separator, exact)) {
            item.clone_from(&new);
        }
    }

    pub fn remove(&mut self, name: &str, exact: bool) {
        let key_separator = &self.key_separator;
        self.items.retain(|item| !matches(item, name, key_separator, exact));
    }

    fn position(&self, name: &str, exact: bool) -> Option<usize> {
        self.items.iter().position(|item| matches(item, name, &self.key_separator, exact))
    }

    fn place(&self, insert: &Insert, exact: bool) -> usize {
        let end = self.items.len();
        match insert {
            Insert::Start => 0,
            Insert::End => end,
            Insert::Before(name) => self.position(name, exact).unwrap_or(end),
            Insert::After(name) => self.position(name, exact).map_or(end, |at| at + 1),
            Insert::Index(at) => (*at).min(end),
        }
    }
}

fn matches(item: &str, name: &str, key_separator: &str, exact: bool) -> bool {
    if exact { item == name } else { item.strip_prefix(name).is_some_and(|rest| rest.starts_with(key_separator)) }
}
