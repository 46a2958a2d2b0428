package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Descent;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.UpdateHook;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plugin may throw any error, wherever it is asked: it is named, with what to do. */
class ForeignErrorsTest {
  private final Engine engine = Engines.fused(2);

  @AfterEach
  void close() {
    engine.close();
  }

  static Stream<Throwable> errors() {
    return Stream.of(
        new NoSuchMethodError("dev.carousel.spi.GradientHook.old()"),
        new AbstractMethodError("missing"),
        new NoClassDefFoundError("org/other/Part"),
        new ExceptionInInitializerError(new IllegalStateException("static")),
        new StackOverflowError(),
        new AssertionError("a slip"),
        new IllegalStateException("plain"));
  }

  /** Throws what no signature allows, as code in other languages may. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneaky(Throwable error) throws E {
    throw (E) error;
  }

  private static <T> T throwing(Class<T> type, Throwable error) {
    return mock(
        type,
        call -> {
          if (call.getMethod().getDeclaringClass() == Object.class) {
            return call.callRealMethod();
          }
          throw sneaky(error);
        });
  }

  private void assertNamed(Throwable error, String culprit, Runnable run) {
    String found = error instanceof ExceptionInInitializerError ? "static" : error.toString();
    boolean isOfBuild = error instanceof LinkageError && !found.equals("static");
    String cure = isOfBuild ? "a build for this version" : "correct its";
    Refusal.of(run::run, culprit, found, cure);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void ofHooks(Throwable error) {
    Setup setup = Setup.ofUpdates(3).with(engine);
    NamedHook all = new NamedHook("mine", throwing(UpdateHook.class, error));
    assertNamed(error, "The hook mine failed", () -> setup.with(all).trainer().run());
    GradientHook atUpdate =
        new Hooks.AtUpdate(
            update -> {
              throw sneaky(error);
            });
    assertNamed(
        error,
        "The hook mine failed",
        () -> setup.with(new NamedHook("mine", atUpdate)).trainer().run());
    GradientHook atStep =
        new Hooks.AtStep(
            gradient -> {
              throw sneaky(error);
            },
            false);
    assertNamed(
        error,
        "The hook mine failed",
        () -> setup.with(new NamedHook("mine", atStep)).trainer().run());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void ofOptimizersSchedulesAndListeners(Throwable error) {
    Setup setup = Setup.ofUpdates(3).with(engine);
    Optimizer optimizer = throwing(Optimizer.class, error);
    String culprit = "The optimizer " + optimizer.getClass().getName() + " failed";
    assertNamed(error, culprit, () -> trainer(setup, optimizer, Schedule.constant()).run());
    assertNamed(
        error,
        culprit,
        () ->
            new TrainingMemory(setup.network(), setup.data(), optimizer, List.of(), setup.plan())
                .estimate());
    Schedule schedule = throwing(Schedule.class, error);
    assertNamed(
        error,
        "The schedule " + schedule.getClass().getName() + " failed",
        () -> trainer(setup, new Descent(1), schedule).run());
    TrainingListener listener = throwing(TrainingListener.class, error);
    assertNamed(
        error,
        "The listener " + listener.getClass().getName() + " failed",
        () -> setup.with(listener).trainer().run());
  }

  private static Trainer trainer(Setup setup, Optimizer optimizer, Schedule schedule) {
    return Trainer.builder(setup.network(), setup.data())
        .optimizer(optimizer)
        .schedule(schedule)
        .hooks(List.of())
        .plan(setup.plan())
        .clock(Setup.STILL)
        .build();
  }

  /** It is nobody's fault, and is told as what it is. */
  @Test
  void thatMemoryRanOutIsThrownOn() {
    Setup setup = Setup.ofUpdates(3).with(engine);
    GradientHook hook =
        new Hooks.AtStep(
            gradient -> {
              throw new OutOfMemoryError("Java heap space");
            },
            false);
    Trainer trainer = setup.with(new NamedHook("mine", hook)).trainer();
    assertThrows(OutOfMemoryError.class, trainer::run);
  }
}
