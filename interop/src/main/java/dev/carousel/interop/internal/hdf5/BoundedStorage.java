package dev.carousel.interop.internal.hdf5;

import dev.carousel.interop.internal.FileBytes;
import io.jhdf.Superblock;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of an HDF5 file for jHDF's parsers. Every read is checked against the file and against
 * limits before memory is taken for it, so that no length in the file and no circle in its
 * structure costs more than that. Used by one thread.
 */
final class BoundedStorage implements HdfBackingStorage {
  /** The most bytes of one part of the structure. */
  static final int LARGEST_READ = 1 << 21;

  /** The most bytes of one object: the header of a group or of a data set. */
  static final int LARGEST_OBJECT = 1 << 22;

  /** The most parts of one object, which may lead to each other. */
  static final int MOST_READS_OF_OBJECT = 1 << 10;

  /** The most bytes of the structure as a whole. */
  static final int LARGEST_STRUCTURE = 1 << 26;

  /** The most parts of the structure. */
  static final int MOST_READS = 1 << 20;

  private static final int SUPERBLOCK = 128;

  private final FileBytes file;
  private final long position;
  private final long size;
  private final Superblock superblock;
  private long bytes;
  private long bytesOfObject;
  private int readsOfObject;
  private int reads;

  /**
   * The structure of a file.
   *
   * @param position of its first byte
   * @param size in bytes
   */
  BoundedStorage(FileBytes file, long position, long size) {
    this.file = file;
    this.position = position;
    this.size = size;
    this.superblock = Superblock.readSuperblock(read(0, Math.min(size, SUPERBLOCK)));
  }

  /** Called before the header of an object is read. */
  void nextObject() {
    bytesOfObject = 0;
    readsOfObject = 0;
  }

  private ByteBuffer read(long address, long length) {
    boolean isInside = address >= 0 && length >= 0 && address <= size - length;
    if (!isInside) {
      throw new BeyondLimit(
          "parts within the file, which has " + size + " bytes", length + " bytes at " + address);
    }
    bytes += length;
    bytesOfObject += length;
    reads++;
    readsOfObject++;
    require(length <= LARGEST_READ, "parts of at most " + LARGEST_READ + " bytes");
    require(bytesOfObject <= LARGEST_OBJECT, "objects of at most " + LARGEST_OBJECT + " bytes");
    require(
        readsOfObject <= MOST_READS_OF_OBJECT,
        "objects of at most " + MOST_READS_OF_OBJECT + " parts");
    require(bytes <= LARGEST_STRUCTURE, "a structure of at most " + LARGEST_STRUCTURE + " bytes");
    require(reads <= MOST_READS, "a structure of at most " + MOST_READS + " parts");
    return file.at(position + address, (int) length);
  }

  private static void require(boolean isWithin, String expected) {
    if (!isWithin) {
      throw new BeyondLimit(expected, "more");
    }
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    return read(address, length);
  }

  @Override
  public ByteBuffer map(long address, long length) {
    return read(address, length);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    return read(address, length);
  }

  @Override
  public long getUserBlockSize() {
    return 0;
  }

  @Override
  public Superblock getSuperblock() {
    return superblock;
  }

  @Override
  public FileChannel getFileChannel() {
    throw new UnsupportedOperationException("only the structure is read");
  }

  @Override
  public int getSizeOfOffsets() {
    return superblock.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return superblock.getSizeOfLengths();
  }

  @Override
  public void close() {
    // The file is closed by its owner.
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean inMemory() {
    return false;
  }
}
