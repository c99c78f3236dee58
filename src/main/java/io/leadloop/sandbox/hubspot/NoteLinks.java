package io.leadloop.sandbox.hubspot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which notes stand on which contacts. Guarded by the portal's lock. */
final class NoteLinks {
  private final Map<Long, Set<Long>> notesByContact = new HashMap<>();
  private final Map<Long, Set<Long>> contactsByNote = new HashMap<>();

  void link(long note, Set<Long> contacts) {
    for (long contact : contacts) {
      notesByContact.computeIfAbsent(contact, id -> new TreeSet<>()).add(note);
      contactsByNote.computeIfAbsent(note, id -> new TreeSet<>()).add(contact);
    }
  }

  /** Takes a note off its contacts and returns them. */
  List<Long> unlinkNote(long note) {
    List<Long> contacts = contactsOf(note);
    for (long contact : contacts) {
      notesByContact.getOrDefault(contact, new TreeSet<>()).remove(note);
    }
    contactsByNote.remove(note);
    return contacts;
  }

  List<Long> notesOf(long contact) {
    return List.copyOf(notesByContact.getOrDefault(contact, new TreeSet<>()));
  }

  List<Long> contactsOf(long note) {
    return List.copyOf(contactsByNote.getOrDefault(note, new TreeSet<>()));
  }
}
