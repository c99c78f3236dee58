package io.leadloop.content;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One dated thing that the person did.
 *
 * @param kind how strong it is: a form says more than a click, a click more than a visit
 * @param what the form, the e-mail or the page; empty when HubSpot does not name it
 */
record Signal(Kind kind, Instant at, String what) {

  /** From the strongest to the weakest. */
  enum Kind {
    FORM,
    CLICK,
    VISIT
  }

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  LocalDate day() {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /**
   * A sentence without its full stop. Days, not hours: the sentence must not change while nothing
   * happens.
   */
  String sentence() {
    String day = DAY.format(day());
    return switch (kind) {
      case FORM -> what.isEmpty() ? "Sent a form on " + day : "Sent \"" + what + "\" on " + day;
      case CLICK ->
          what.isEmpty()
              ? "Clicked in an e-mail on " + day
              : "Clicked in the e-mail \"" + what + "\" on " + day;
      case VISIT -> what.isEmpty() ? "Visited the site on " + day : "Read " + what + " on " + day;
    };
  }
}
