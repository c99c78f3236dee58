package io.leadloop.alert;

import io.leadloop.config.AlertSettings;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then at how the connection is doing, writes down what is to be told, and delivers
 * it. What is to be told is stored before the first try: a message may arrive twice if the process
 * dies between its delivery and the note of it, and it is never forgotten. Not thread-safe.
 */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  private static final int DOUBLINGS_MAX = 30;

  private final String connection;
  private final AlertSettings settings;
  private final Channels channels;
  private final State state;
  private final SituationReader reader;
  private final InstantSource clock;

  public Alerts(
      String connection,
      AlertSettings settings,
      Channels channels,
      State state,
      InstantSource clock) {
    this.connection = connection;
    this.settings = settings;
    this.channels = channels;
    this.state = state;
    this.reader = new SituationReader(state);
    this.clock = clock;
  }

  /** One look, and every delivery that is due. */
  public void look() {
    Instant now = clock.instant();
    Ledger known = Ledger.of(state.store().read(state.facts()::known));
    Situation situation = state.store().read(handle -> reader.read(handle, now));
    Ledger ledger =
        known.look(
            connection, Conditions.of(situation, settings), channels.names(), settings.hold(), now);
    deliver(ledger.equals(known) ? known : save(ledger));
  }

  private Ledger save(Ledger ledger) {
    state.store().run(handle -> ledger.save(state.facts(), handle, clock.instant()));
    return ledger;
  }

  /** Each channel gets its messages in their order: a state never ends before it began. */
  private void deliver(Ledger ledger) {
    Ledger left = ledger;
    Set<String> blocked = new HashSet<>();
    for (Ledger.Letter letter : ledger.letters()) {
      Channel channel =
          channels.all().stream()
              .filter(one -> one.name().equals(letter.channel()))
              .findFirst()
              .orElse(null);
      if (channel == null) {
        left = save(left.without(letter));
        continue;
      }
      if (blocked.contains(letter.channel()) || letter.dueAt().isAfter(clock.instant())) {
        blocked.add(letter.channel());
        continue;
      }
      try {
        channel.deliver(letter.alert());
        left = save(left.without(letter));
      } catch (Channel.NotDelivered e) {
        blocked.add(letter.channel());
        Duration pause = pause(letter.tries());
        LOG.atWarn()
            .addKeyValue("channel", letter.channel())
            .addKeyValue("alert", letter.alert().name())
            .addKeyValue("tries", letter.tries() + 1)
            .addKeyValue("nextTrySeconds", pause.toSeconds())
            .log("An alert could not be delivered: {}. It is tried again", e.getMessage());
        left =
            save(left.again(letter, String.valueOf(e.getMessage()), clock.instant().plus(pause)));
      }
    }
  }

  private Duration pause(int triesBefore) {
    Duration pause = settings.retryFirst();
    for (int i = 0; i < Math.min(triesBefore, DOUBLINGS_MAX); i++) {
      if (pause.compareTo(settings.retryMost()) >= 0) {
        break;
      }
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(settings.retryMost()) > 0 ? settings.retryMost() : pause;
  }
}
