/**
 * Folders with one sequence a file: {@link dev.carousel.data.source.folder.FolderSource}. Nothing
 * is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.source.folder;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
