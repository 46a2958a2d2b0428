package dev.carousel.data.predict;

import dev.carousel.data.table.RowEncoder;
import dev.carousel.data.table.RowMemory;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Follows groups one by one, with the state of each as bytes: for systems that keep the state of a
 * key themselves, and hand it out with its rows.
 *
 * <pre>{@code
 * GroupFollowers followers = predictor.followGroups(checksum);
 * GroupFollower group = known == null ? followers.begin() : followers.resume(known);
 * List<Prediction> made = group.next(cells, () -> "offset 7");
 * byte[] state = group.state();
 * }</pre>
 *
 * <p>The predictions are those of a {@link Follower} that reads this group alone. So the usual
 * distance of two rows, which tells about gaps and the times of predictions, is that of the group
 * by itself, as in {@link Predictor#readGroups}.
 *
 * <p>For one thread at a time, with all the groups that it makes. The engine must stay open.
 */
public final class GroupFollowers {
  private static final int HEADER = 8;

  private final String model;
  private final RowEncoder encoder;
  private final TableCodec codec;
  private final GroupReader.Maker maker;
  private final Answers answers;

  GroupFollowers(BoundNetwork network, TableCodec codec, String model) {
    this.model = Objects.requireNonNull(model);
    this.codec = codec;
    encoder = new RowEncoder(codec);
    maker = new GroupReader.Maker(network, codec);
    answers = new Answers(codec, network.network().loss());
  }

  /** The columns of a row, in the order in which its cells are given. */
  public List<String> columns() {
    return encoder.columns();
  }

  /**
   * Refuses rows that lack a column.
   *
   * @param source of the rows, for the message
   * @param names of the columns that rows have
   * @throws CarouselException with the nearest name
   */
  public void requireColumns(String source, List<String> names) {
    codec.wanted().requireIn(source, names);
  }

  /** A group without rows. */
  public GroupFollower begin() {
    return new GroupFollower(this, encoder.apart(), null);
  }

  /**
   * A group that was followed before, here or elsewhere.
   *
   * @param state of {@link GroupFollower#state}
   * @throws CarouselException if it is damaged, or of another model
   */
  public GroupFollower resume(byte[] state) {
    if (state.length < HEADER || sum(state) != ByteBuffer.wrap(state).getLong()) {
      throw damaged("bytes whose checksum is another one", null);
    }
    try {
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(state, HEADER, state.length - HEADER));
      requireModel(in.readUTF());
      RowEncoder own = encoder.apart();
      RowMemory memory = own.restore(in);
      GroupReader reader = maker.make(0, memory);
      reader.restore(in);
      return new GroupFollower(this, own, reader);
    } catch (IOException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireModel(String other) {
    if (!model.equals(other)) {
      throw CarouselException.failure("The state of the group is that of another model.")
          .expected(model)
          .found(other)
          .mend("go on with that model, or begin anew without the states")
          .build();
    }
  }

  private static CarouselException damaged(String found, @Nullable Throwable cause) {
    return CarouselException.failure("The state of the group is damaged.")
        .expected("bytes that GroupFollower.state() gave")
        .found(found)
        .mend("use an earlier state, or begin anew")
        .cause(cause)
        .build();
  }

  /** The checksum of all that follows it. */
  static long sum(byte[] state) {
    CRC32 sum = new CRC32();
    sum.update(state, HEADER, state.length - HEADER);
    return sum.getValue();
  }

  String model() {
    return model;
  }

  TableCodec codec() {
    return codec;
  }

  GroupReader.Maker maker() {
    return maker;
  }

  Answers answers() {
    return answers;
  }
}
