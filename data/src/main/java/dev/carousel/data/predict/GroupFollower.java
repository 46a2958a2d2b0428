package dev.carousel.data.predict;

import dev.carousel.data.table.RowEncoder;
import dev.carousel.error.CarouselException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the rows of one group one by one, as they come; see {@link GroupFollowers}, which makes
 * it. For one thread at a time.
 */
public final class GroupFollower {
  private final GroupFollowers origin;
  private final RowEncoder encoder;
  private @Nullable GroupReader reader;

  /**
   * @param reader null if there are no rows yet
   */
  GroupFollower(GroupFollowers origin, RowEncoder encoder, @Nullable GroupReader reader) {
    this.origin = origin;
    this.encoder = encoder;
    this.reader = reader;
  }

  /**
   * Answers a row.
   *
   * @param cells numbers, words or null, in the order of {@link GroupFollowers#columns()}
   * @param where the row is, for messages
   * @return what is predicted from it, in the order of the horizon; empty if the model needs more
   *     rows before it
   * @throws CarouselException as {@link Follower#next(java.util.Map)} does, and if the row is of
   *     another group. A row that is refused changes nothing
   */
  public List<Prediction> next(@Nullable Object[] cells, Supplier<String> where) {
    String name = encoder.group(cells, where);
    GroupReader group = reader;
    if (group == null) {
      group = origin.maker().make(0, encoder.memory(name));
    } else if (!group.memory().group().equals(name)) {
      throw CarouselException.usage("A row is of another group.")
          .expected("rows of '" + group.memory().group() + "'")
          .found("'" + name + "'")
          .where(where.get())
          .mend("follow each group apart")
          .build();
    }
    double[] outputs = group.take(encoder, cells, where, true);
    reader = group;
    List<Prediction> made = new ArrayList<>(origin.codec().horizon());
    if (outputs != null) {
      origin.answers().each(new RowOrigin(group, encoder), outputs, where, made::add);
    }
    return made;
  }

  /** How many rows were read, with those that were inserted in gaps. */
  public int rows() {
    return reader == null ? 0 : reader.memory().rows();
  }

  /**
   * All that later answers depend on, to go on with {@link GroupFollowers#resume}. The same rows
   * give the same bytes.
   *
   * @throws IllegalStateException if no row was read
   */
  public byte[] state() {
    GroupReader group = reader;
    if (group == null) {
      throw new IllegalStateException("no row was read");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(0);
      out.writeUTF(origin.model());
      encoder.save(group.memory(), out);
      group.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing but memory is written to
    }
    byte[] state = bytes.toByteArray();
    ByteBuffer.wrap(state).putLong(GroupFollowers.sum(state));
    return state;
  }
}
