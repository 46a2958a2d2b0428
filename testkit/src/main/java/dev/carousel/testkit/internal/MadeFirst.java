package dev.carousel.testkit.internal;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Makes what a contract tests before each of the contract's tests. If that fails, the first test
 * fails with the error. The other tests of the class are aborted with the name of that test, so
 * that one error does not come once for each test.
 */
public final class MadeFirst implements BeforeTestExecutionCallback {
  private static final Namespace NAMESPACE = Namespace.create(MadeFirst.class);

  private final Class<?> contract;
  private final String what;
  private final Runnable make;

  /** The test that has told the error. */
  private record Teller(String id, String name) {}

  /**
   * Of the tests that {@code contract} declares; a subclass may have others.
   *
   * @param what the word for what is made: {@code cell}
   * @param make makes it, or fails
   */
  public MadeFirst(Class<?> contract, String what, Runnable make) {
    this.contract = contract;
    this.what = what;
    this.make = make;
  }

  @Override
  public void beforeTestExecution(ExtensionContext test) {
    if (test.getRequiredTestMethod().getDeclaringClass() != contract) {
      return;
    }
    try {
      make.run();
    } catch (Throwable fault) { // of a plugin's own code
      Teller teller = teller(test);
      if (teller.id().equals(test.getUniqueId())) {
        throw fault;
      }
      Assumptions.abort("The " + what + " cannot be made: see the error of " + teller.name() + ".");
    }
  }

  private static Teller teller(ExtensionContext test) {
    Teller own = new Teller(test.getUniqueId(), name(test));
    return ofClass(test)
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Teller.class, first -> own, Teller.class);
  }

  private static String name(ExtensionContext test) {
    String method = test.getRequiredTestMethod().getName();
    String shown = test.getDisplayName();
    return shown.startsWith(method) ? method : method + " " + shown;
  }

  private static ExtensionContext ofClass(ExtensionContext test) {
    ExtensionContext context = test;
    while (context.getTestMethod().isPresent()) {
      context = context.getParent().orElseThrow();
    }
    return context;
  }
}
