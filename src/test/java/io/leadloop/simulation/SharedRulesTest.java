package io.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The vendors of the simulation and those of the sandbox obey the same classes, so neither can
 * learn a rule that the other does not have.
 */
class SharedRulesTest {
  private static final String SANDBOX = "io.leadloop.sandbox";
  private static final String SIMULATION = "io.leadloop.simulation";

  /** Rules of what the simulation does not have. */
  private static final Set<String> SANDBOX_ALONE =
      Set.of(
          // The rows of one HTTP call; the adapter answers for each record.
          "hubspot.rules.BatchRule");

  private final JavaClasses classes = new ClassFileImporter().importPackages(SANDBOX, SIMULATION);

  @Test
  void bothUseEachRule() {
    Set<String> all = rules(rule -> true);
    Set<String> ofSandbox = rules(rule -> isUsed(rule, SANDBOX));
    Set<String> ofSimulation = rules(rule -> isUsed(rule, SIMULATION));
    assertThat(ofSandbox).isEqualTo(all).hasSizeGreaterThanOrEqualTo(24);
    all.removeAll(SANDBOX_ALONE);
    assertThat(ofSimulation).isEqualTo(all);
  }

  private Set<String> rules(Predicate<JavaClass> wanted) {
    Set<String> names = new TreeSet<>();
    for (JavaClass one : classes) {
      boolean isRule = isRule(one) && one.isTopLevelClass() && !isOther(one.getSimpleName());
      if (isRule && wanted.test(one)) {
        names.add(one.getName().substring(SANDBOX.length() + 1));
      }
    }
    return names;
  }

  private static boolean isOther(String name) {
    return name.equals("package-info") || name.endsWith("Test");
  }

  private static boolean isRule(JavaClass one) {
    return one.getPackageName().startsWith(SANDBOX) && one.getPackageName().endsWith(".rules");
  }

  private boolean isUsed(JavaClass rule, String by) {
    return rule.getDirectDependenciesToSelf().stream()
        .map(dependency -> dependency.getOriginClass())
        .anyMatch(
            user ->
                user.getPackageName().startsWith(by)
                    && !isRule(user)
                    && !user.getSimpleName().endsWith("Test"));
  }
}
