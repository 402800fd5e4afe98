//! Windows, by way of the standard library, crossterm and winapi-util.

use super::Base;

pub mod file;
pub mod folder;
pub mod raw;
pub mod signals;
pub mod tty;

/// The variable that names the home directory.
pub const HOME: &str = "USERPROFILE";

/// The editor where none is set.
pub const EDITOR: &str = "notepad";

/// The folder of settings.
pub const CONFIG: Base = Base {
    variable: "APPDATA",
    below_home: "AppData/Roaming",
    own: "nadwa",
};

/// The folder of the reader's state.
pub const STATE: Base = Base {
    variable: "LOCALAPPDATA",
    below_home: "AppData/Local",
    own: "nadwa",
};

/// The folder of copies that can be fetched again.
pub const CACHE: Base = Base {
    variable: "LOCALAPPDATA",
    below_home: "AppData/Local",
    own: "nadwa/cache",
};
