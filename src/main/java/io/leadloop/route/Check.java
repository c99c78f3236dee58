package io.leadloop.route;

import io.leadloop.watch.Finding;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** One look at the process's health, as Camel's management server asks for it. */
public final class Check extends AbstractHealthCheck {
  private final boolean ofLife;
  private final Supplier<Finding> look;

  private Check(String name, boolean ofLife, Supplier<Finding> look) {
    super("leadloop", name);
    this.ofLife = ofLife;
    this.look = look;
  }

  /** Asked for by {@code /health/live}: while it fails, only a restart helps. */
  public static Check ofLife(String name, Supplier<Finding> look) {
    return new Check(name, true, look);
  }

  /** Asked for by {@code /health/ready}: while it fails, the work is not done. */
  public static Check ofReadiness(String name, Supplier<Finding> look) {
    return new Check(name, false, look);
  }

  @Override
  public boolean isLiveness() {
    return ofLife;
  }

  @Override
  public boolean isReadiness() {
    return !ofLife;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder answer, Map<String, Object> options) {
    Finding finding = look.get();
    answer.message(finding.message());
    answer.state(finding.well() ? State.UP : State.DOWN);
  }
}
