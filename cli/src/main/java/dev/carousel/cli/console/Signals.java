package dev.carousel.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals INT, TERM and, when a terminal closes, HUP. A shutdown hook is not enough: it cannot
 * receive a second request, and the process would end while work is being saved. Java's only
 * alternative is {@code sun.misc.Signal}, in the module jdk.unsupported. It is used by reflection,
 * since the compiler's warning cannot be suppressed. If it is missing, the process just ends.
 */
final class Signals implements Interrupts {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  @Override
  public Handle onInterrupt(Runnable stop) {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable handler =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT_CODE);
          }
          stop.run();
        };
    List<Handle> before = new ArrayList<>();
    for (String name : NAMES) {
      try {
        before.add(replace(name, handler));
      } catch (ReflectiveOperationException | RuntimeException unsupported) {
        log().debug("The signal {} cannot be handled", name, unsupported);
      }
    }
    return () -> before.forEach(Handle::close);
  }

  /** Sets the handler of one signal; closing it brings back the one before. */
  private static Handle replace(String name, Runnable handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Method handle = type.getMethod("handle", type, handlerType);
    Object signal = type.getConstructor(String.class).newInstance(name);
    Object before = handle.invoke(null, signal, proxy(handlerType, handler));
    return () -> {
      try {
        handle.invoke(null, signal, before);
      } catch (ReflectiveOperationException unsupported) {
        log().debug("The signal {} keeps its handler", name, unsupported);
      }
    };
  }

  /** Asked for only where it is needed: a log takes longer to set up than --version. */
  private static Logger log() {
    return LoggerFactory.getLogger(Signals.class);
  }

  private static Object proxy(Class<?> handlerType, Runnable handler) {
    InvocationHandler call =
        (self, method, arguments) -> {
          switch (method.getName()) {
            case "handle" -> handler.run();
            case "hashCode" -> {
              return System.identityHashCode(self);
            }
            case "equals" -> {
              return arguments != null && self == arguments[0];
            }
            case "toString" -> {
              return "Carousel's handler";
            }
            default -> throw new UnsupportedOperationException(method.toString());
          }
          return null;
        };
    return Proxy.newProxyInstance(
        Signals.class.getClassLoader(), new Class<?>[] {handlerType}, call);
  }
}
