package dev.carousel.interop.internal.pickle;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.internal.pickle.Pickled.Dict;
import dev.carousel.interop.internal.pickle.Pickled.Global;
import dev.carousel.interop.internal.pickle.Pickled.Nothing;
import dev.carousel.interop.internal.pickle.Pickled.Plain;
import dev.carousel.interop.internal.pickle.Pickled.Sequence;
import dev.carousel.interop.internal.pickle.Pickled.Tuple;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the subset of pickles that state dicts of PyTorch are written in: its instructions are
 * those that {@code torch.load(weights_only=True)} accepts, and the names of Python that it may use
 * are those of {@link Constructors}. No class is loaded and nothing is run: a name is a word that
 * is compared. Everything else is refused with its name and place.
 *
 * <p>Bounded: each instruction makes at most one value, and there are at most {@link #MOST}
 * instructions. One owner.
 */
public final class PickleReader {
  /** The maximum number of instructions; a tensor of a state dict takes about thirty. */
  static final int MOST = 1 << 20;

  /** The maximum size of a text in bytes: names of tensors and of keys. */
  static final int LONGEST_TEXT = 1 << 16;

  private static final int LONGEST_NAME = 256;
  private static final int NEWEST_PROTOCOL = 5;

  private final ByteBuffer in;
  private final Object where;
  private final Constructors constructors;
  private final List<Pickled> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Pickled> memo = new HashMap<>();
  private int at;

  private PickleReader(byte[] pickle, Object where) {
    this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    this.where = where;
    this.constructors = new Constructors(this);
  }

  /**
   * Reads one value.
   *
   * @param where the file, for errors
   * @throws CarouselException if it is damaged, or holds what a state dict does not
   */
  public static Pickled read(byte[] pickle, Object where) {
    return new PickleReader(pickle, where).run();
  }

  private Pickled run() {
    for (int count = 0; count < MOST; count++) {
      at = in.position();
      int code = number(1);
      if (code == Opcode.STOP) {
        return pop();
      }
      step(code);
    }
    throw damaged("at most " + MOST + " instructions", "more");
  }

  private void step(int code) {
    switch (code) {
      case Opcode.PROTO -> require(number(1) <= NEWEST_PROTOCOL, "protocol 2", "a newer one");
      case Opcode.MARK -> marks.push(stack.size());
      case Opcode.GLOBAL -> stack.add(constructors.global(line(), line()));
      case Opcode.REDUCE -> reduce();
      case Opcode.NEWOBJ -> reduce();
      case Opcode.BUILD -> build();
      case Opcode.BINPERSID -> stack.add(constructors.storage(pop()));
      case Opcode.SETITEM, Opcode.SETITEMS, Opcode.APPEND, Opcode.APPENDS -> fill(code);
      case Opcode.BINGET -> stack.add(recall(number(1)));
      case Opcode.LONG_BINGET -> stack.add(recall(number(4)));
      case Opcode.BINPUT -> memo.put(number(1), top());
      case Opcode.LONG_BINPUT -> memo.put(number(4), top());
      default -> stack.add(value(code));
    }
  }

  private Pickled value(int code) {
    return switch (code) {
      case Opcode.EMPTY_DICT -> new Dict();
      case Opcode.EMPTY_LIST, Opcode.EMPTY_SET -> new Sequence();
      case Opcode.EMPTY_TUPLE -> new Tuple(List.of());
      case Opcode.TUPLE -> new Tuple(popMark());
      case Opcode.TUPLE1 -> new Tuple(pop(1));
      case Opcode.TUPLE2 -> new Tuple(pop(2));
      case Opcode.TUPLE3 -> new Tuple(pop(3));
      case Opcode.NONE -> new Nothing();
      case Opcode.NEWTRUE -> new Plain(true);
      case Opcode.NEWFALSE -> new Plain(false);
      case Opcode.BININT -> new Plain((long) number(4));
      case Opcode.BININT1 -> new Plain((long) number(1));
      case Opcode.BININT2 -> new Plain((long) number(2));
      case Opcode.LONG1 -> new Plain(whole(number(1)));
      case Opcode.BINFLOAT -> new Plain(Double.longBitsToDouble(Long.reverseBytes(eight())));
      case Opcode.BINUNICODE -> new Plain(text(number(4)));
      case Opcode.SHORT_BINSTRING -> new Plain(text(number(1)));
      default -> throw refused(code);
    };
  }

  private void reduce() {
    Pickled arguments = pop();
    Pickled callable = pop();
    require(
        callable instanceof Global && arguments instanceof Tuple,
        "a name and its arguments",
        "other values");
    stack.add(constructors.call((Global) callable, ((Tuple) arguments).items()));
  }

  /** Attributes of a dict, such as the versions of modules, are not needed. */
  private void build() {
    pop();
    require(
        top() instanceof Dict || top() instanceof Pickled.Tensor,
        "attributes of a dict or of a tensor",
        "those of another value");
  }

  private void fill(int code) {
    boolean isOne = code == Opcode.SETITEM || code == Opcode.APPEND;
    boolean isDict = code == Opcode.SETITEM || code == Opcode.SETITEMS;
    List<Pickled> items = isOne ? pop(isDict ? 2 : 1) : popMark();
    Pickled into = top();
    if (isDict) {
      require(
          into instanceof Dict && items.size() % 2 == 0,
          "pairs for a dict",
          items.size() + " values");
      put((Dict) into, items);
    } else {
      require(into instanceof Sequence, "values for a list", "values for another");
    }
  }

  static void put(Dict dict, List<Pickled> pairs) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i) instanceof Plain key && key.value() instanceof String name) {
        dict.items().put(name, pairs.get(i + 1));
      } else if (pairs.get(i) instanceof Plain key && key.value() instanceof Long index) {
        dict.items().put(index.toString(), pairs.get(i + 1));
      }
    }
  }

  private Pickled recall(int place) {
    Pickled value = memo.get(place);
    if (value == null) {
      throw damaged("a value that was kept", "none at " + place);
    }
    return value;
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.peek();
  }

  private Pickled top() {
    require(stack.size() > floor(), "a value", "an empty stack");
    return stack.get(stack.size() - 1);
  }

  private Pickled pop() {
    Pickled value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private List<Pickled> pop(int count) {
    require(stack.size() - count >= floor(), count + " values", "fewer");
    return take(stack.size() - count);
  }

  private List<Pickled> popMark() {
    require(!marks.isEmpty(), "a mark", "none");
    return take(marks.pop());
  }

  private List<Pickled> take(int from) {
    List<Pickled> tail = stack.subList(from, stack.size());
    List<Pickled> taken = List.copyOf(tail);
    tail.clear();
    return taken;
  }

  /** A number of 1, 2 or 4 bytes; only one of 4 has a sign. */
  private int number(int bytes) {
    need(bytes);
    return switch (bytes) {
      case 1 -> in.get() & 0xFF;
      case 2 -> in.getShort() & 0xFFFF;
      default -> in.getInt();
    };
  }

  private long eight() {
    need(Long.BYTES);
    return in.getLong();
  }

  private long whole(int bytes) {
    require(bytes <= Long.BYTES, "a number of at most 8 bytes", bytes + " bytes");
    need(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      long digit = i == bytes - 1 ? in.get() : in.get() & 0xFF;
      value |= digit << (8 * i);
    }
    return value;
  }

  private String text(int bytes) {
    require(bytes >= 0 && bytes <= LONGEST_TEXT, "a text of at most 64 KiB", bytes + " bytes");
    need(bytes);
    String text = new String(in.array(), in.position(), bytes, StandardCharsets.UTF_8);
    in.position(in.position() + bytes);
    return text;
  }

  private String line() {
    int start = in.position();
    while (number(1) != '\n') {
      require(in.position() - start <= LONGEST_NAME, "a name", "a very long one");
    }
    return new String(in.array(), start, in.position() - start - 1, StandardCharsets.UTF_8);
  }

  private void need(int bytes) {
    require(in.remaining() >= bytes, "more bytes", "the end of the pickle");
  }

  void require(boolean condition, String expected, String found) {
    if (!condition) {
      throw damaged(expected, found);
    }
  }

  CarouselException damaged(String expected, String found) {
    return CarouselException.failure("The pickle in the file is damaged.")
        .expected(expected)
        .found(found + ", at its byte " + at)
        .where(where)
        .mend("use another copy of the file")
        .build();
  }

  private CarouselException refused(int code) {
    return CarouselException.failure("The file holds more than a state dict: nothing in it is run.")
        .expected("the pickle of a state dict, as torch.save writes it")
        .found("the instruction " + Opcode.name(code) + " at its byte " + at)
        .where(where)
        .mend(Constructors.WAY_OUT)
        .build();
  }

  CarouselException refused(String name) {
    return CarouselException.failure("The file holds objects of Python, which are never made.")
        .expected("a state dict: names and tensors")
        .found(name + " at its byte " + at)
        .where(where)
        .mend(Constructors.WAY_OUT)
        .build();
  }
}
