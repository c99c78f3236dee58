package io.leadloop.config;

import io.leadloop.content.EngagementWindows;
import java.time.Duration;
import java.util.List;

/** {@code content.yaml}: how warm a lead is. */
final class ContentFile {
  private static final Shape TIME = new Shape.Time();

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.optional(
              "engagement",
              Shape.Section.of(
                  Option.usual("hot", TIME, "3d", "A form within this time makes a lead hot."),
                  Option.usual("warm", TIME, "14d", "Any signal within this time makes it warm."),
                  Option.usual(
                      "engaged",
                      TIME,
                      "60d",
                      "Any signal within this time makes it engaged; older ones make it quiet.")),
              "How long forms, clicks and visits count."));

  private ContentFile() {}

  static EngagementWindows read(Tree.Branch file, List<Problem> problems) {
    Tree.Branch engagement = file.branch("engagement");
    EngagementWindows windows =
        new EngagementWindows(
            time(engagement, "hot"), time(engagement, "warm"), time(engagement, "engaged"));
    boolean ordered =
        windows.hot().compareTo(windows.warm()) <= 0
            && windows.warm().compareTo(windows.engaged()) <= 0;
    if (!ordered && !windows.warm().isZero() && !windows.engaged().isZero()) {
      problems.add(
          Problem.error(
              engagement.place(),
              "wrong-order",
              "hot (%s), warm (%s) and engaged (%s) must not get shorter in this order."
                  .formatted(
                      engagement.text("hot"), engagement.text("warm"), engagement.text("engaged")),
              ""));
    }
    return windows;
  }

  private static Duration time(Tree.Branch section, String name) {
    return Times.parse(section.text(name)).orElse(Duration.ZERO);
  }
}
