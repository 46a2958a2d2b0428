package dev.carousel.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals INT and TERM. A shutdown hook would not do: it cannot be asked a second time, and the
 * process would end under the work that is being saved.
 */
@SuppressWarnings("sunapi") // of jdk.unsupported, which every JDK has for want of another way
final class Signals implements Interrupts {
  private static final List<String> NAMES = List.of("INT", "TERM");

  private record Before(Signal signal, SignalHandler handler) {}

  @Override
  public Handle onInterrupt(Runnable stop) {
    AtomicBoolean asked = new AtomicBoolean();
    SignalHandler handler =
        signal -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT_CODE);
          }
          stop.run();
        };
    List<Before> before = new ArrayList<>();
    for (String name : NAMES) {
      Signal signal = new Signal(name);
      before.add(new Before(signal, Signal.handle(signal, handler)));
    }
    return () -> before.forEach(was -> Signal.handle(was.signal(), was.handler()));
  }
}
