package io.leadloop.sandbox.hubspot;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One HubSpot account: its records, properties and owners, and the vendor's rules for reading and
 * changing them, without any HTTP. Thread-safe by one lock; {@link #locked} makes several steps
 * one.
 */
final class HubSpotPortal {
  static final long PORTAL_ID = 4_711_001;
  private static final long FIRST_ID = 10_001;
  private static final Pattern RECORD_ID = Pattern.compile("\\d{1,18}");

  private final InstantSource clock;
  private final Instant createdAt;
  private final Map<ObjectKind, Schema> schemas;
  private final Map<ObjectKind, ObjectStore> stores = new EnumMap<>(ObjectKind.class);
  private final NoteLinks links = new NoteLinks();
  private final List<Owner> owners;
  private final RecordChecks checks;
  private long nextId = FIRST_ID;

  HubSpotPortal(InstantSource clock, long lagMillis, Random random) {
    this.clock = clock;
    this.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    PortalFile.Content content = PortalFile.read(createdAt);
    this.schemas = content.schemas();
    this.owners = content.owners();
    for (ObjectKind kind : ObjectKind.values()) {
      SearchIndex index = new SearchIndex(clock, lagMillis, random);
      stores.put(kind, new ObjectStore(schema(kind), index));
    }
    this.checks = new RecordChecks(this);
  }

  /** Runs several steps as one. */
  synchronized <T> T locked(Supplier<T> steps) {
    return steps.get();
  }

  /** The portal's time, in the whole milliseconds that the vendor keeps. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Instant createdAt() {
    return createdAt;
  }

  List<Owner> owners() {
    return owners;
  }

  Schema schema(ObjectKind kind) {
    return get(schemas, kind);
  }

  ObjectStore store(ObjectKind kind) {
    return get(stores, kind);
  }

  /**
   * Finds a record as a path or a batch row names it.
   *
   * @param idProperty a unique property whose value {@code id} is; null for the record id
   * @return null when there is none
   * @throws ApiProblem when the property is not unique or the id cannot be one
   */
  synchronized @Nullable CrmRecord find(ObjectKind kind, String id, @Nullable String idProperty) {
    if (idProperty == null || idProperty.equals("hs_object_id")) {
      if (!RECORD_ID.matcher(id).matches()) {
        throw ApiProblem.notAnId(id);
      }
      return store(kind).living(Long.parseLong(id));
    }
    requireUnique(kind, idProperty);
    Long holder = store(kind).holder(idProperty, id);
    return holder == null ? null : store(kind).living(holder);
  }

  /** Refuses a property that does not tell records apart. */
  void requireUnique(ObjectKind kind, String idProperty) {
    PropertyDefinition property = schema(kind).property(idProperty);
    if (property == null || !property.unique()) {
      throw notUnique(kind, idProperty);
    }
  }

  /** The refusal of a property that does not tell records apart. */
  ApiProblem notUnique(ObjectKind kind, String property) {
    return ApiProblem.validation(
        "Unable to perform update/upsert by non-unique %s property %s in portal ID %d"
            .formatted(kind.typeId(), property, PORTAL_ID));
  }

  /** What a create would store, or the refusal. Changes nothing. */
  synchronized Map<String, String> checkCreate(
      ObjectKind kind, Map<String, String> written, Author author) {
    return checks.create(kind, written, author);
  }

  /** Stores what {@link #checkCreate} gave. */
  synchronized CrmRecord create(ObjectKind kind, Map<String, String> checked, Author author) {
    Instant at = now();
    CrmRecord blank = new CrmRecord(kind, nextId++, Map.of(), at, at, null);
    CrmRecord created = blank.with(checked, at, author);
    store(kind).put(created);
    return created;
  }

  /**
   * Changes a record. Values that are already so change nothing, not even its modification time.
   *
   * @throws ApiProblem when a value is refused; then nothing is changed
   */
  synchronized CrmRecord update(CrmRecord before, Map<String, String> written, Author author) {
    Map<String, String> changes = checks.update(before, written, author);
    return changes.isEmpty() ? before : change(before, changes, author);
  }

  /** Puts a record into the recycling bin. */
  synchronized void archive(CrmRecord record) {
    store(record.kind()).put(record.archivedAt(after(record)));
    if (record.kind() == ObjectKind.NOTES) {
      for (long contact : links.unlinkNote(record.id())) {
        touchForNotes(contact);
      }
    }
  }

  /** Ties a note to contacts, which counts as a change of each. */
  synchronized void link(CrmRecord note, Set<Long> contacts) {
    links.link(note.id(), contacts);
    contacts.forEach(this::touchForNotes);
  }

  /** The ids of the notes of a contact, oldest first. */
  synchronized List<Long> notesOf(long contact) {
    return links.notesOf(contact);
  }

  /** The ids of the contacts of a note. */
  synchronized List<Long> contactsOf(long note) {
    return links.contactsOf(note);
  }

  private void touchForNotes(long contact) {
    CrmRecord before = store(ObjectKind.CONTACTS).living(contact);
    if (before != null) {
      Map<String, String> counted =
          Map.of(
              "num_notes", Integer.toString(links.notesOf(contact).size()),
              "notes_last_updated", after(before).toString());
      change(before, counted, Author.VENDOR);
    }
  }

  private CrmRecord change(CrmRecord before, Map<String, String> changes, Author author) {
    CrmRecord changed = before.with(changes, after(before), author);
    store(before.kind()).put(changed);
    return changed;
  }

  /** Now, but later than the record's last change: each change moves its modification time. */
  private Instant after(CrmRecord record) {
    Instant now = now();
    Instant next = record.updatedAt().plusMillis(1);
    return now.isBefore(next) ? next : now;
  }

  private static <T> T get(Map<ObjectKind, T> byKind, ObjectKind kind) {
    T found = byKind.get(kind);
    if (found == null) {
      throw new IllegalStateException("Nothing is known of " + kind);
    }
    return found;
  }
}
