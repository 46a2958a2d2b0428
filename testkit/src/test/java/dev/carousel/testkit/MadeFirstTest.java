package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import dev.carousel.testkit.golden.Golden;
import dev.carousel.testkit.golden.GoldenContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A contract of what cannot be made: one test tells the error, the others are aborted. */
class MadeFirstTest {
  private static final int FEWEST_CELL_TESTS = 40;

  /** A cell whose equations do not fit together; run by the launcher alone. */
  static final class WrongCell extends CellContract {
    @Override
    protected Cell cell() {
      return s -> s.next("h", s.affine("h", s.units() + 1, s.input(), s.state("h")));
    }

    @Test
    void aTestOfTheSubclassRuns() {}
  }

  /** A cell that cannot be created. */
  static final class NoCell extends CellContract {
    @Override
    protected Cell cell() {
      throw new IllegalArgumentException("no such setting");
    }
  }

  static final class NoGoldenCell extends GoldenContract {
    @Override
    protected Golden golden() {
      throw new IllegalArgumentException("no such setting");
    }

    @Override
    protected Cell cell() {
      throw new IllegalArgumentException("no such setting");
    }
  }

  static final class NoOptimizer extends OptimizerContract {
    @Override
    protected Optimizer optimizer() {
      throw new IllegalArgumentException("no such setting");
    }
  }

  static final class NoHook extends GradientHookContract {
    @Override
    protected GradientHook hook() {
      throw new IllegalArgumentException("no such setting");
    }
  }

  static final class NoSchedule extends ScheduleContract {
    @Override
    protected Schedule schedule() {
      throw new IllegalArgumentException("no such setting");
    }
  }

  /** What became of the tests of a class. */
  private record Results(int passed, List<String> failures, List<String> aborted) {}

  private static Results run(DiscoverySelector selector) {
    List<TestExecutionResult> results = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selector).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  results.add(result);
                }
              }
            });
    List<String> failures = messages(results, TestExecutionResult.Status.FAILED);
    List<String> aborted = messages(results, TestExecutionResult.Status.ABORTED);
    return new Results(results.size() - failures.size() - aborted.size(), failures, aborted);
  }

  private static List<String> messages(
      List<TestExecutionResult> results, TestExecutionResult.Status status) {
    return results.stream()
        .filter(result -> result.getStatus() == status)
        .map(result -> String.valueOf(result.getThrowable().orElseThrow().getMessage()))
        .toList();
  }

  @Test
  void wrongEquationsAreToldOnce() {
    Results results = run(DiscoverySelectors.selectClass(WrongCell.class));
    assertEquals(1, results.failures().size(), results::toString);
    String failure = results.failures().get(0);
    assertTrue(failure.contains("The next value of state h must have the state's size"), failure);
    assertTrue(failure.contains("MadeFirstTest.java line "), failure);
    assertTrue(results.aborted().size() >= FEWEST_CELL_TESTS, results::toString);
    String aborted = results.aborted().get(0);
    assertTrue(aborted.startsWith("The cell cannot be made: see the error of "), aborted);
    assertTrue(aborted.length() < 150, aborted);
    assertEquals(List.of(aborted), results.aborted().stream().distinct().toList());
  }

  @Test
  void testsOfASubclassRunAllTheSame() {
    assertEquals(1, run(DiscoverySelectors.selectClass(WrongCell.class)).passed());
  }

  @Test
  void aTestThatRunsAloneFails() {
    String test = "gradientsEqualFiniteDifferences";
    Results results = run(DiscoverySelectors.selectMethod(WrongCell.class, test));
    assertEquals(1, results.failures().size(), results::toString);
    assertEquals(List.of(), results.aborted());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NoCell.class,
        NoGoldenCell.class,
        NoOptimizer.class,
        NoHook.class,
        NoSchedule.class
      })
  void aPluginThatCannotBeCreatedIsToldOnce(Class<?> contract) {
    Results results = run(DiscoverySelectors.selectClass(contract));
    assertEquals(List.of("no such setting"), results.failures());
    assertTrue(results.aborted().size() > 1, results::toString);
    assertEquals(0, results.passed());
  }
}
