package io.leadloop.config;

import io.leadloop.plan.Brakes;
import io.leadloop.plan.Caps;
import io.leadloop.plan.Limit;
import io.leadloop.plan.Volume;

/** The sections {@code caps} and {@code brakes} of {@code leadloop.yaml}. */
final class CapsSection {
  private static final String OFF = "off";
  private static final int PERCENT_MAX = 100;
  private static final Shape NUMBER =
      Shape.Either.of(Shape.Words.of(OFF), new Shape.Whole(0, 100_000_000));
  private static final Shape PERCENT =
      Shape.Either.of(Shape.Words.of(OFF), new Shape.Whole(0, PERCENT_MAX));

  static final Shape.Section CAPS =
      Shape.Section.of(
          Option.usual(
              "creates_per_hour",
              NUMBER,
              "500",
              "The most records created within an hour, both sides together; off for no limit."),
          Option.usual(
              "changes_per_hour",
              NUMBER,
              "5000",
              "The most records changed within an hour, both sides together; off for no limit."),
          Option.usual(
              "clears_per_hour",
              NUMBER,
              "100",
              "The most fields emptied within an hour, both sides together; off for no limit."),
          Option.usual(
              "unlinks_per_hour",
              NUMBER,
              "50",
              "The most links that may come to rest within an hour because a record was deleted; off"
                  + " for no limit."),
          Option.usual(
              "deletes_per_hour",
              NUMBER,
              "20",
              "The most records deleted within an hour because their counterparts were (deletes:"
                  + " delete), both sides together; off for no limit."));

  static final Shape.Section BRAKES =
      Shape.Section.of(
          Option.optional("creates", limit("500", OFF), "Records created, both sides together."),
          Option.optional("changes", limit("2000", "25"), "Records changed, both sides together."),
          Option.optional("clears", limit("100", "5"), "Fields emptied, both sides together."),
          Option.optional(
              "unlinks",
              limit("50", "10"),
              "Links that come to rest because a record was deleted."),
          Option.optional(
              "deletes",
              limit("10", "2"),
              "Records deleted because their counterparts were, both sides together."),
          Option.usual(
              "share_from",
              new Shape.Whole(0, 1_000_000),
              "20",
              "So many of a kind are never too great a share, however few links there are."));

  private CapsSection() {}

  private static Shape limit(String atMost, String share) {
    return Shape.Section.of(
        Option.usual(
            "at_most",
            NUMBER,
            atMost,
            "So many within an hour stop nothing; one more stops the connection; off for no limit."),
        Option.usual(
            "share",
            PERCENT,
            share,
            "So many percent of all links that were ever made within an hour stop nothing; off for no limit."));
  }

  static Caps read(Tree.Branch caps, Tree.Branch brakes) {
    return new Caps(
        new Volume(
            number(caps, "creates_per_hour"),
            number(caps, "changes_per_hour"),
            number(caps, "clears_per_hour"),
            number(caps, "unlinks_per_hour"),
            number(caps, "deletes_per_hour")),
        new Brakes(
            limit(brakes.branch("creates")),
            limit(brakes.branch("changes")),
            limit(brakes.branch("clears")),
            limit(brakes.branch("unlinks")),
            limit(brakes.branch("deletes")),
            brakes.whole("share_from")));
  }

  private static Limit limit(Tree.Branch limit) {
    return new Limit(number(limit, "at_most"), number(limit, "share"));
  }

  private static long number(Tree.Branch section, String name) {
    return section.text(name).equals(OFF) ? -1 : section.whole(name);
  }
}
