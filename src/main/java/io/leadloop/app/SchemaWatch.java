package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.config.LiveCheck;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.KnownFacts;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Drift;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.NamedState;
import io.leadloop.sync.Recorded;
import io.leadloop.sync.Schema;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether both accounts have the fields that the configuration needs: every {@code
 * schedule.schema_every}, when the files changed, and at once when a vendor says that a field is
 * not there or may not be written. Called by one route, one turn at a time; {@link #hear} by any
 * thread.
 */
final class SchemaWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaWatch.class);

  /** A vendor that goes on complaining is asked no more often than this part of the period. */
  private static final int LOOKS_PER_PERIOD_MAX = 20;

  /** What vendors say of a field, and not of a value. */
  private static final Set<String> COMPLAINTS =
      Set.of(
          "PROPERTY_DOESNT_EXIST",
          "READ_ONLY_VALUE",
          "INVALID_FIELD",
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          "INVALID_TYPE_ON_FIELD_IN_RECORD");

  private final Supplier<Config> wanted;
  private final Supplier<Vendors> vendors;
  private final Consumer<Drift> take;
  private final Seat seat;
  private final State state;
  private final InstantSource clock;
  private final AtomicBoolean complained = new AtomicBoolean();
  private @Nullable Config judged;
  private Instant lookedAt = Instant.MIN;

  /**
   * @param wanted the files as they were last found right
   * @param vendors both accounts, as they are open now
   * @param take is given what rests, with every look
   */
  SchemaWatch(
      Supplier<Config> wanted,
      Supplier<Vendors> vendors,
      Consumer<Drift> take,
      Seat seat,
      State state,
      InstantSource clock) {
    this.wanted = wanted;
    this.vendors = vendors;
    this.take = take;
    this.seat = seat;
    this.state = state;
    this.clock = clock;
  }

  /** Takes note of a round in which a vendor refused a field. */
  void hear(Recorded round) {
    if (round.refusals().stream().anyMatch(refused -> COMPLAINTS.contains(refused.code()))) {
      complained.set(true);
    }
  }

  /** One look, if one is due. What cannot be asked now is asked later. */
  void look() {
    if (seat.loop().isEmpty()) {
      judged = null;
      return;
    }
    Config config = wanted.get();
    Instant now = clock.instant();
    if (!isDue(config, now)) {
      return;
    }
    lookedAt = now;
    judged = config;
    complained.set(false);
    try {
      take.accept(
          LiveCheck.drift(
              config,
              schemas(Side.HUBSPOT, List.of(RecordKey.HUBSPOT_CONTACTS)),
              schemas(Side.SALESFORCE, List.of(RecordKey.LEAD, RecordKey.CONTACT))));
    } catch (CrmException e) {
      complained.set(true);
      LOG.atDebug()
          .addKeyValue("side", e.side().word())
          .addKeyValue("code", e.code())
          .log("The fields could not be looked at; what rests stays as it is");
    }
  }

  private boolean isDue(Config config, Instant now) {
    if (!config.equals(judged)) {
      return true;
    }
    // A clock that was set back must not put the next look off.
    Duration passed = Duration.between(lookedAt, now).abs();
    Duration period = config.settings().schedule().schemaEvery();
    return passed.compareTo(period) >= 0
        || (passed.compareTo(period.dividedBy(LOOKS_PER_PERIOD_MAX)) >= 0
            && (complained.get() || isAskedWrongly()));
  }

  /** Whether a vendor says that what we ask is wrong. */
  private boolean isAskedWrongly() {
    String question = CrmException.Kind.QUESTION.name();
    KnownFacts known = state.store().read(state.facts()::known);
    return Stream.of(
            FactNames.trouble(Side.HUBSPOT),
            FactNames.trouble(Side.SALESFORCE),
            FactNames.ROUNDS_TROUBLE,
            NamedState.STORE_UNCHECKED.fact())
        .anyMatch(name -> known.value(name).contains(question));
  }

  private Map<String, Schema> schemas(Side side, List<String> objects) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (String object : objects) {
      schemas.put(object, vendors.get().crm(side).schema(object));
    }
    return schemas;
  }
}
