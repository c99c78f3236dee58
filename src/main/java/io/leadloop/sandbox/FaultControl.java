package io.leadloop.sandbox;

import java.nio.charset.StandardCharsets;

/** The control paths by which a plan of faults is read, exchanged and taken away while it runs. */
final class FaultControl {
  private static final String PATH = "/_sandbox/faults";

  private FaultControl() {}

  static void add(Router control, Faults faults) {
    control
        .on("GET", PATH, (request, path) -> listed(faults))
        .on("POST", PATH, (request, path) -> use(request, faults))
        .on(
            "DELETE",
            PATH,
            (request, path) -> {
              faults.use(FaultPlan.NONE);
              return Reply.noContent();
            });
  }

  /** The body is a plan in YAML or JSON; it takes the place of the one before. */
  private static Reply use(Request request, Faults faults) {
    try {
      faults.use(FaultPlan.parse("plan", new String(request.body(), StandardCharsets.UTF_8)));
      return listed(faults);
    } catch (LoadProblems e) {
      return Control.problem(400, String.valueOf(e.getMessage()));
    }
  }

  private static Reply listed(Faults faults) {
    return Reply.json(200, Json.object().set("faults", faults.describe()));
  }
}
