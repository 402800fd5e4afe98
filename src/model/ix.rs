//! Indices into the programme's lists, each of one list only.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

use super::program::{IdMap, Ids, Partner, Program, Project, Room, Session, Speaker, Track};
use super::subject::{Kind, Subject};
use crate::text::{Localized, Text};

/// An index into the programme's list of `T`.
///
/// ```compile_fail
/// # use nadwa::model::{Ix, Program, Session, Speaker};
/// fn speaker(program: &Program, session: Ix<Session>) -> &Speaker {
///     &program[session]
/// }
/// ```
pub struct Ix<T> {
    at: u32,
    list: PhantomData<fn() -> T>,
}

impl<T> Ix<T> {
    /// Returns the index of the element at a position. Lists are shorter than 2³² (`load::MAX_SESSIONS`).
    pub fn new(at: usize) -> Self {
        Self {
            at: at as u32,
            list: PhantomData,
        }
    }

    /// Returns the position in the list.
    pub fn at(self) -> usize {
        self.at as usize
    }
}

// Derived implementations would ask `T` for the same traits.
impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ix<T> {}

impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl<T> Eq for Ix<T> {}

impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at)
    }
}

impl<T> Hash for Ix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}

impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.fmt(f)
    }
}

/// An element of one of the programme's lists, which has an id in files.
pub trait Listed: Sized {
    /// The kind of its subject.
    const KIND: Kind;

    /// Returns the list of the programme.
    fn list(program: &Program) -> &[Self];

    /// Returns the indices of the list by id.
    fn places(ids: &Ids) -> &IdMap<Self>;

    /// Returns its id.
    fn id(&self) -> &Text;

    /// Returns its names, in every language.
    fn names(&self) -> Vec<&Localized>;

    /// Returns the index of one of the list, as one of any list.
    fn any(ix: Ix<Self>) -> AnyIx;
}

impl<T: Listed> From<Ix<T>> for AnyIx {
    fn from(ix: Ix<T>) -> Self {
        T::any(ix)
    }
}

impl<T: Listed> Index<Ix<T>> for Program {
    type Output = T;

    fn index(&self, ix: Ix<T>) -> &T {
        &T::list(self)[ix.at()]
    }
}

impl Program {
    /// Returns the indices of a list, in order.
    pub fn all<T: Listed>(&self) -> impl DoubleEndedIterator<Item = Ix<T>> + use<T> {
        (0..T::list(self).len()).map(Ix::new)
    }

    /// Returns the index of a subject in its list; `None` when the subject is of another kind, or the
    /// programme does not have it.
    pub fn find<T: Listed>(&self, subject: &Subject) -> Option<Ix<T>> {
        let places = (subject.kind == T::KIND).then(|| T::places(&self.ids))?;
        places.get(subject.id.as_str()).copied()
    }
}

macro_rules! listed {
    ($($kind:ident in $list:ident named by $($name:ident),+;)+) => {
        /// An index into one of the programme's lists.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs)]
        pub enum AnyIx { $($kind(Ix<$kind>)),+ }

        impl AnyIx {
            /// Returns the kind of subject in the list.
            pub fn kind(self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),+ }
            }
        }

        $(
            impl Listed for $kind {
                const KIND: Kind = Kind::$kind;

                fn list(program: &Program) -> &[Self] { &program.$list }

                fn places(ids: &Ids) -> &IdMap<Self> { &ids.$list }

                fn id(&self) -> &Text { &self.id }

                fn names(&self) -> Vec<&Localized> { vec![$(&self.$name),+] }

                fn any(ix: Ix<Self>) -> AnyIx { AnyIx::$kind(ix) }
            }
        )+

        impl Program {
            /// Returns the indices of the subjects of a kind; none for kinds without a list.
            pub fn all_of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = AnyIx> + use<> {
                let (len, ix): (usize, fn(usize) -> AnyIx) = match kind {
                    $(Kind::$kind => (self.$list.len(), |at| Ix::<$kind>::new(at).into()),)+
                    _ => (0, |at| Ix::<Session>::new(at).into()),
                };
                (0..len).map(ix)
            }

            /// Returns the index of a subject of any listed kind; `None` when the programme does not have it.
            pub fn find_any(&self, subject: &Subject) -> Option<AnyIx> {
                match subject.kind {
                    $(Kind::$kind => self.find::<$kind>(subject).map(AnyIx::from),)+
                    _ => None,
                }
            }

            /// Returns the id of the subject at an index.
            pub fn id(&self, ix: impl Into<AnyIx>) -> &Text {
                match ix.into() { $(AnyIx::$kind(ix) => &self[ix].id),+ }
            }

            /// Returns the subject at an index.
            pub fn subject(&self, ix: impl Into<AnyIx>) -> Subject {
                let ix = ix.into();
                Subject { kind: ix.kind(), id: self.id(ix).clone() }
            }

            /// Returns the names of the subject at an index, in every language.
            pub fn names(&self, ix: impl Into<AnyIx>) -> Vec<&Localized> {
                match ix.into() { $(AnyIx::$kind(ix) => self[ix].names()),+ }
            }
        }
    };
}

listed! {
    Session in sessions named by title;
    Track in tracks named by name;
    Speaker in speakers named by name;
    Partner in partners named by acronym, name;
    Room in rooms named by name;
    Project in projects named by name;
}
