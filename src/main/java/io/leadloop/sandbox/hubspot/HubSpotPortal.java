package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.Associations.End;
import io.leadloop.sandbox.hubspot.rules.EmailRule;
import io.leadloop.sandbox.hubspot.rules.ModificationRule;
import io.leadloop.sandbox.hubspot.rules.NoteRule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final AssociationTypes associationTypes = new AssociationTypes();
  private final Associations associations = new Associations(associationTypes);
  private final List<Owner> owners;
  private final RecordChecks checks;
  private final RequiredRules requiredRules = new RequiredRules();
  private final AccessTokens tokens;
  private final Preferences preferences;
  private final Segments segments = new Segments();
  private final Forms forms;
  private final Set<String> purgedAddresses = new HashSet<>();
  private long nextId = FIRST_ID;

  HubSpotPortal(HubSpotOptions options) {
    Random random = new Random(options.seed());
    long lagMillis = options.lagMillis();
    this.clock = options.clock();
    this.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    PortalFile.Content content = PortalFile.read(createdAt);
    this.schemas = content.schemas();
    if (options.bare()) {
      schemas.values().forEach(Schema::keepVendors);
    }
    this.owners = content.owners();
    for (ObjectKind kind : ObjectKind.values()) {
      SearchIndex index = new SearchIndex(clock, lagMillis, random);
      stores.put(kind, new ObjectStore(schema(kind), index));
    }
    this.checks = new RecordChecks(this);
    this.tokens = new AccessTokens(clock, options.scopes(), options.seed());
    this.preferences = new Preferences(this, content.subscriptionTypes());
    this.forms = new Forms(options.seed());
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
    CrmRecord blank = new CrmRecord(kind, newId(), Map.of(), at, at, null);
    CrmRecord created = blank.with(checked, at, author);
    store(kind).put(created);
    return preferences.settle(created, checked, author);
  }

  long newId() {
    return nextId++;
  }

  /**
   * Changes a record. Values that are already so change nothing, not even its modification time.
   *
   * @throws ApiProblem when a value is refused; then nothing is changed
   */
  synchronized CrmRecord update(CrmRecord before, Map<String, String> written, Author author) {
    Map<String, String> changes = checks.update(before, written, author);
    if (changes.isEmpty()) {
      return before;
    }
    return preferences.settle(change(before, changes, author), changes, author);
  }

  /** Puts a record into the recycling bin; what it is tied to shows it no longer. */
  synchronized void archive(CrmRecord record) {
    store(record.kind()).put(record.archivedAt(after(record)));
    touchContactsOf(record);
  }

  /**
   * Takes a record out of the recycling bin, as a person can in the vendor's screens.
   *
   * @throws ApiProblem when it was not archived or another contact has its address by now
   */
  synchronized CrmRecord restore(ObjectKind kind, long id) {
    CrmRecord archived = store(kind).byId().get(id);
    if (archived == null || !archived.archived()) {
      throw ApiProblem.notFound();
    }
    String email = archived.value("email");
    Long holder = email == null ? null : store(kind).holder("email", email);
    if (holder != null) {
      throw ApiProblem.contactExists(holder);
    }
    CrmRecord restored = archived.restoredAt(after(archived));
    store(kind).put(restored);
    touchContactsOf(restored);
    return restored;
  }

  /**
   * Removes a contact for good, with its ties; its addresses come back through the API and forms,
   * and no longer by hand or import.
   */
  synchronized void purge(CrmRecord contact) {
    String email = contact.value("email");
    if (email != null) {
      purgedAddresses.add(email);
    }
    associations.forget(new End(contact.kind(), contact.id()));
    segments.forget(contact.id());
    store(contact.kind()).remove(contact);
  }

  /** Notes an address that was purged without there being a contact of it. */
  synchronized void purgeAddress(String email) {
    purgedAddresses.add(EmailRule.stored(email));
  }

  /** Whether a person or an import may no longer add the address. */
  synchronized boolean isPurged(String email) {
    return purgedAddresses.contains(email);
  }

  /** Ties a record to others, which for a note counts as a change of each of its contacts. */
  synchronized void link(CrmRecord record, List<Link> links) {
    End from = new End(record.kind(), record.id());
    for (Link link : links) {
      associations.add(from, link.to(), link.type());
    }
    touchContactsOf(record);
  }

  /** The living records of a kind that one is tied to, in the order of their ids, with how. */
  synchronized Map<Long, Set<AssociationType>> tied(End from, ObjectKind to) {
    Map<Long, Set<AssociationType>> living = new LinkedHashMap<>();
    associations
        .of(from, to)
        .forEach(
            (id, types) -> {
              if (store(to).living(id) != null) {
                living.put(id, types);
              }
            });
    return living;
  }

  /** All ties, for changes; after one, {@link #touched} is due. */
  Associations associations() {
    return associations;
  }

  AssociationTypes associationTypes() {
    return associationTypes;
  }

  RequiredRules requiredRules() {
    return requiredRules;
  }

  AccessTokens tokens() {
    return tokens;
  }

  Preferences preferences() {
    return preferences;
  }

  Segments segments() {
    return segments;
  }

  Forms forms() {
    return forms;
  }

  /** Lets the contacts at both ends of a changed tie know how many notes they have. */
  synchronized void touched(End from, End to) {
    for (End end : List.of(from, to)) {
      CrmRecord record = store(end.kind()).living(end.id());
      if (record != null && end.kind() == ObjectKind.CONTACTS && from.kind() != to.kind()) {
        touchForNotes(end.id());
      }
    }
  }

  private void touchContactsOf(CrmRecord record) {
    if (record.kind() == ObjectKind.NOTES) {
      End note = new End(record.kind(), record.id());
      List.copyOf(associations.of(note, ObjectKind.CONTACTS).keySet()).forEach(this::touchForNotes);
    }
  }

  private void touchForNotes(long contact) {
    CrmRecord before = store(ObjectKind.CONTACTS).living(contact);
    if (before != null) {
      int notes = tied(new End(ObjectKind.CONTACTS, contact), ObjectKind.NOTES).size();
      change(before, NoteRule.counted(notes, after(before)), Author.VENDOR);
    }
  }

  /** Stores changes that were checked, or that the vendor computes. */
  synchronized CrmRecord change(CrmRecord before, Map<String, String> changes, Author author) {
    CrmRecord changed = before.with(changes, after(before), author);
    store(before.kind()).put(changed);
    return changed;
  }

  /** The time of the record's next change. */
  Instant after(CrmRecord record) {
    return ModificationRule.next(record.updatedAt(), now());
  }

  private static <T> T get(Map<ObjectKind, T> byKind, ObjectKind kind) {
    T found = byKind.get(kind);
    if (found == null) {
      throw new IllegalStateException("Nothing is known of " + kind);
    }
    return found;
  }
}
