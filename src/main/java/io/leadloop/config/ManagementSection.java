package io.leadloop.config;

/** The section {@code management} of {@code leadloop.yaml}. */
final class ManagementSection {
  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.usual(
              "host",
              new Shape.Text(),
              "127.0.0.1",
              "The address that is listened on. Nobody has to log in there: keep it on this machine,"
                  + " or behind something that asks who calls."),
          Option.usual(
              "port",
              Shape.Either.of(Shape.Words.of("off"), new Shape.Whole(0, 65_535)),
              "9095",
              "The port of /health/live, /health/ready and /metrics; 0 for any free one, off for"
                  + " none."));

  private ManagementSection() {}

  static ManagementSettings read(Tree.Branch section) {
    return new ManagementSettings(
        section.text("host"),
        section.text("port").equals("off") ? ManagementSettings.OFF : section.whole("port"));
  }
}
