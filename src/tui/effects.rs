//! Runs effects in the workspace, and passes events of the workspace to the interface.

use crate::i18n::Message;
use crate::model::Kind;
use crate::page::item::update_text;
use crate::sync::settle;
use crate::tui::app::{App, Effect};
use crate::update::{Update, UpdateLog, other_subjects};
use crate::workspace::fs::reason;
use crate::workspace::source::Source;
use crate::workspace::state::State;
use crate::workspace::watch::WatchEvent;
use crate::workspace::{Post, ShownVersion, Workspace};
use crate::world::World;

/// Runs an effect of the workspace, and returns whether what it was to save is saved. Those of the terminal and of the event loop
/// do nothing here.
pub fn run(workspace: &Workspace, app: &mut App, effect: Effect) -> bool {
    match effect {
        Effect::Star(id, on) => write_state(workspace, app, |state| {
            if on {
                state.stars.insert(id);
            } else {
                state.stars.remove(&id);
            }
        }),
        Effect::Me(id) => write_state(workspace, app, |state| state.me = id),
        Effect::Dismiss(notice) => {
            write_state(workspace, app, |state| state.dismissed = Some(notice))
        }
        Effect::SaveSideWidth(side) => write_state(workspace, app, |state| {
            state.pane = Some(side.to_string().into());
        }),
        Effect::Post(updates) => post(workspace, app, &updates),
        Effect::Undo => undo(workspace, app),
        Effect::Resolve(again) => resolve(workspace, app, again),
        Effect::MarkSeen => mark_seen(workspace, app),
        Effect::Reload => {
            reload(workspace, app);
            true
        }
        Effect::Restore => {
            restore_all(workspace, app);
            true
        }
        Effect::Quit
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Sync
        | Effect::Copy(_)
        | Effect::Browse(_)
        | Effect::Edit(_) => true,
    }
}

/// Handles an event of the thread that watches files.
pub fn watched(workspace: &Workspace, app: &mut App, event: WatchEvent) {
    match event {
        WatchEvent::Loaded(loaded, asked) => app.reload(*loaded, asked),
        WatchEvent::NotModified(at, asked) => app.not_modified(at, asked),
        WatchEvent::FetchFailed(why) => notify_why(app, "not-reloaded", &why),
        WatchEvent::Previous(loaded) => app.compare_with(*loaded),
        WatchEvent::UpdatesChanged => receive(workspace, app),
        WatchEvent::StateChanged => restore_state(workspace, app),
        // The terminal applies them.
        WatchEvent::SettingsChanged => {}
    }
}

/// Shows the updates of the log's file, which may be newer than the event that reported a change.
pub fn receive(workspace: &Workspace, app: &mut App) {
    let log = workspace.log(&app.world.program.id);
    app.receive(log);
}

/// Shows a message with its reason.
fn notify_why(app: &mut App, key: &str, why: &Message) {
    let why = app.world.messages.message(why);
    app.notify(key, &[("why", &why)]);
}

/// Posts updates, whose message names the subject of the first, and reports the result; returns whether they are saved.
fn post(workspace: &Workspace, app: &mut App, updates: &[Update]) -> bool {
    let id = app.world.program.id.clone();
    let Some(subject) = updates.first().map(|u| u.subject.clone()) else {
        return true;
    };
    let others = other_subjects(updates);
    let withdrawn = updates.iter().all(|u| u.value.is_none());
    let posted = if id.is_empty() {
        Err(Message::new("state-nameless"))
    } else {
        post_checked(workspace, app, updates)
    };
    match posted {
        Ok(log) => {
            let notice = log.notice.clone();
            app.receive(log);
            let mut title = app.world.name(&subject);
            let what = update_text(&app.world, &app.world.messages, &updates[0]);
            match subject.kind {
                Kind::Session => {}
                Kind::Program => title = what,
                _ => title = format!("{title} · {what}"),
            }
            title = app.and_others(&title, others);
            let key = if withdrawn && subject.kind == Kind::Session {
                "all-withdrawn"
            } else {
                "posted-for-all"
            };
            let message = app.world.with_keys(key, &["undo"], &[("title", &title)]);
            app.message = Some(message);
            append(app, notice);
            true
        }
        Err(why) => not_saved(app, "not-posted", &why),
    }
}

/// Posts updates, unless another desk has just posted something with which they conflict.
fn post_checked(
    workspace: &Workspace,
    app: &mut App,
    updates: &[Update],
) -> Result<UpdateLog, Message> {
    let id = app.world.program.id.clone();
    let accepted = app.world.conflicts_after(updates);
    loop {
        let now = app.world.timestamp();
        match workspace.post_after(&app.world.log, &id, now, updates)? {
            Post::Done(log) => return Ok(log),
            Post::Outdated(log) => app.receive(log),
        }
        let mut conflicts = app.world.conflicts_after(updates).into_iter();
        if let Some(new) = conflicts.find(|conflict| !accepted.contains(conflict)) {
            return Err(new.message);
        }
    }
}

/// Takes back the last post of this desk and reports the result; returns whether it is saved.
fn undo(workspace: &Workspace, app: &mut App) -> bool {
    let id = app.world.program.id.clone();
    match workspace.undo(&id, app.world.timestamp()) {
        Ok((log, subjects)) => {
            let notice = log.notice.clone();
            app.receive(log);
            let titles: Vec<String> = subjects.iter().map(|s| app.world.name(s)).collect();
            if titles.is_empty() {
                app.notify("nothing-to-undo", &[]);
            } else {
                let titles = titles.join(&app.world.messages.comma());
                app.notify("undone", &[("title", &titles)]);
            }
            append(app, notice);
            true
        }
        Err(why) => not_saved(app, "not-posted", &why),
    }
}

/// Adds to the message what happened to the file of updates.
fn append(app: &mut App, notice: Option<Message>) {
    if let (Some(shown), Some(notice)) = (&mut app.message, notice) {
        let notice = app.world.messages.message(&notice);
        *shown = format!("{shown} · {notice}");
    }
}

/// Shows why something is not saved; returns `false`.
fn not_saved(app: &mut App, key: &str, why: &Message) -> bool {
    notify_why(app, key, why);
    false
}

/// Posts a refused update again, or withdraws it; likewise those that the server has lost. Returns whether that is
/// saved.
fn resolve(workspace: &Workspace, app: &mut App, again: bool) -> bool {
    let mine = app.refused_update().map(|(mine, _)| mine.clone());
    let now = app.world.timestamp();
    let resolved = workspace.edit_log(&app.world.program.id, |log| {
        let Some(mine) = &mine else {
            return settle(log, again, &workspace.name, now);
        };
        let before = log.updates.len();
        log.updates.retain(|c| !(c.refused && c.same_record(mine)));
        // The question may have been answered in another window.
        if again && log.updates.len() < before {
            log.updates.push(Update {
                at: now,
                revision: None,
                refused: false,
                location: None,
                ..mine.clone()
            });
        }
    });
    match resolved {
        Ok(log) => {
            app.receive(log);
            true
        }
        Err(why) => not_saved(app, "not-posted", &why),
    }
}

/// Reloads the programme, if its source can be read again.
fn reload(workspace: &Workspace, app: &mut App) {
    match &workspace.source {
        Source::File(_) => app.reload(workspace.read(), true),
        Source::Http(_) => match workspace.source.fetch() {
            Ok(()) => {
                app.reload(workspace.read(), true);
                app.world.confirmed_at = workspace.source.confirmed_at();
            }
            Err(failure) => notify_why(app, "not-reloaded", &failure.why),
        },
        other => app.notify("not-again", &[("name", &other.name())]),
    }
}

/// Shows the reader's state from the state file.
pub fn restore_state(workspace: &Workspace, app: &mut App) {
    let Some(store) = workspace.store(&app.world.program.id) else {
        return;
    };
    if let Ok((state, _)) = store.read() {
        show_state(app, state);
    }
    // The reader may have marked the changes as seen in another window.
    if app.world.previous().is_some() && store.has_seen(app.world.fingerprint, &app.world.log) {
        app.change(World::forget_previous);
    }
}

/// Shows everything that is stored for a programme which replaces another one.
fn restore_all(workspace: &Workspace, app: &mut App) {
    restore_state(workspace, app);
    receive(workspace, app);
    if let Some(previous) = workspace.previous_version(&ShownVersion::of(&app.world), true) {
        app.compare_with(previous);
    }
}

/// Updates the state file and shows the result; returns whether it is saved.
fn write_state(workspace: &Workspace, app: &mut App, change: impl FnOnce(&mut State)) -> bool {
    let Some(store) = workspace.store(&app.world.program.id) else {
        app.notify(why_no_store(workspace), &[]);
        return false;
    };
    match store.update(change) {
        Ok(state) => {
            show_state(app, state);
            true
        }
        Err(e) => not_saved(app, "state-unwritten", &reason(&e)),
    }
}

/// The key of the message that says why nothing can be stored.
fn why_no_store(workspace: &Workspace) -> &'static str {
    if workspace.state_folder.is_some() {
        "state-nameless"
    } else {
        "state-homeless"
    }
}

/// Stores the version that is shown as the one that the reader has seen; returns whether it is saved.
fn mark_seen(workspace: &Workspace, app: &mut App) -> bool {
    let Some(store) = workspace.store(&app.world.program.id) else {
        app.forget_previous();
        app.notify(why_no_store(workspace), &[]);
        return false;
    };
    let stored = workspace.source.bytes().map_err(|e| reason(&e));
    let stored = stored.and_then(|bytes| {
        // The file may be newer than what was shown.
        if crate::load::fingerprint(&bytes) == app.world.fingerprint {
            store
                .mark_seen(&bytes, &app.world.log)
                .map_err(|e| reason(&e))
        } else {
            let newer = app.world.with_keys("not-as-shown", &["reload"], &[]);
            Err(Message::verbatim(&newer))
        }
    });
    match stored {
        Ok(()) => {
            app.forget_previous();
            true
        }
        Err(why) => not_saved(app, "state-unwritten", &why),
    }
}

/// Shows a state that differs from the one shown.
fn show_state(app: &mut App, state: State) {
    let same = *app.world.stars() == state.stars
        && app.world.me() == state.me.as_ref()
        && app.world.dismissed() == state.dismissed.as_ref();
    if !same {
        app.change(|world| state.restore(world));
    }
}
