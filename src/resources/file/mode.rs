//! Modes of files: octal digits, or chmod's symbolic form.

/// What a `mode` attribute asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Octal(u32),
    Symbolic { text: String, clauses: Vec<Clause> },
}

/// `ug+rX`, one part between commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Bits 0o700, 0o070, 0o007 of those who are meant.
    who: u32,
    /// Operator and letters, as many as follow each other: `+r-w`.
    actions: Vec<(char, String)>,
}

const PERMISSIONS: &str = "rwxXstugo";

impl Mode {
    /// Reads a mode; `None` where it is malformed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit()) {
            return u32::from_str_radix(text, 8).ok().filter(|mode| *mode <= 0o7777).map(Mode::Octal);
        }
        let clauses: Option<Vec<Clause>> = text.split(',').map(|part| Clause::parse(part.trim())).collect();
        clauses.map(|clauses| Mode::Symbolic { text: text.to_string(), clauses })
    }

    /// The bits that a file or directory shall have whose bits are `current` now.
    pub(super) fn wanted(&self, current: u32, is_directory: bool) -> u32 {
        match self {
            // On a directory x follows r.
            Mode::Octal(bits) if is_directory => bits | (bits & 0o444) >> 2,
            Mode::Octal(bits) => *bits,
            Mode::Symbolic { clauses, .. } => clauses.iter().fold(current, |mode, clause| clause.apply(mode, is_directory)),
        }
    }

    /// What messages add for a symbolic mode: ` (u=rw,go=r)`.
    pub(super) fn remark(&self) -> String {
        match self {
            Mode::Octal(_) => String::new(),
            Mode::Symbolic { text, .. } => format!(" ({text})"),
        }
    }
}

impl Clause {
    fn parse(text: &str) -> Option<Self> {
        let start = text.find(['+', '-', '='])?;
        let (whom, mut rest) = text.split_at_checked(start)?;
        let mut who = 0;
        for letter in whom.chars() {
            who |= group_of(letter)?;
        }
        let mut actions = Vec::new();
        while let Some(operator) = rest.chars().next() {
            let tail = rest.get(1..)?;
            let end = tail.find(['+', '-', '=']).unwrap_or(tail.len());
            let (letters, next) = tail.split_at_checked(end)?;
            if !letters.chars().all(|letter| PERMISSIONS.contains(letter)) {
                return None;
            }
            actions.push((operator, letters.to_string()));
            rest = next;
        }
        Some(Clause { who: if who == 0 { 0o777 } else { who }, actions })
    }

    fn apply(&self, mode: u32, is_directory: bool) -> u32 {
        self.actions.iter().fold(mode, |mode, (operator, letters)| {
            let bits = letters.chars().fold(0, |bits, letter| bits | self.bits(letter, mode, is_directory));
            match operator {
                '+' => mode | bits,
                '-' => mode & !bits,
                _ => (mode & !self.assigned(is_directory)) | bits,
            }
        })
    }

    /// The bits that `=` sets anew; a directory keeps its special bits, as chmod does.
    fn assigned(&self, is_directory: bool) -> u32 {
        if is_directory { self.who } else { self.who | self.special('s') | self.special('t') }
    }

    fn bits(&self, letter: char, mode: u32, is_directory: bool) -> u32 {
        let all = |digit: u32| (digit * 0o111) & self.who;
        match letter {
            'r' => all(4),
            'w' => all(2),
            'x' => all(1),
            'X' if is_directory || mode & 0o111 != 0 => all(1),
            's' | 't' => self.special(letter),
            'u' => all((mode >> 6) & 7),
            'g' => all((mode >> 3) & 7),
            'o' => all(mode & 7),
            _ => 0,
        }
    }

    fn special(&self, letter: char) -> u32 {
        if letter == 't' {
            return if self.who == 0o777 || self.who & 0o007 != 0 { 0o1000 } else { 0 };
        }
        let user = if self.who & 0o700 != 0 { 0o4000 } else { 0 };
        let group = if self.who & 0o070 != 0 { 0o2000 } else { 0 };
        user | group
    }
}

fn group_of(letter: char) -> Option<u32> {
    match letter {
        'u' => Some(0o700),
        'g' => Some(0o070),
        'o' => Some(0o007),
        'a' => Some(0o777),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Mode;

    fn wanted(text: &str, current: u32, is_directory: bool) -> u32 {
        Mode::parse(text).unwrap().wanted(current, is_directory)
    }

    #[test]
    fn octal_modes_get_x_with_r_on_directories() {
        assert_eq!(wanted("0600", 0o644, false), 0o600);
        assert_eq!(wanted("0600", 0o755, true), 0o700);
        assert_eq!(wanted("0640", 0o755, true), 0o750);
        assert_eq!(wanted("1777", 0, true), 0o1777);
    }

    #[test]
    fn symbolic_modes_change_what_they_name() {
        assert_eq!(wanted("u=rw,go=", 0o644, false), 0o600);
        assert_eq!(wanted("ug+w", 0o644, false), 0o664);
        assert_eq!(wanted("a-x", 0o755, false), 0o644);
        assert_eq!(wanted("u=rwX,g=rX", 0o644, true), 0o754);
        assert_eq!(wanted("g=u", 0o640, false), 0o660);
        assert_eq!(wanted("u+s", 0o755, false), 0o4755);
    }

    #[test]
    fn malformed_modes_are_refused() {
        for text in ["", "0999", "888", "u", "z+r", "u+q", "77777"] {
            assert_eq!(Mode::parse(text), None, "{text}");
        }
    }
}
