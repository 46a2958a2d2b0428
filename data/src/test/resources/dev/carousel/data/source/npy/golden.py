"""Writes the arrays that NpySourceTest reads. Made with NumPy 2.4.6: python3 golden.py"""
import numpy as np

a = np.array([[1.5, -2, 0], [np.nan, 4, 65504]])
for name, kind in [("f2-little", "<f2"), ("f4-big", ">f4"), ("f8-little", "<f8")]:
    np.save(name + ".npy", a.astype(kind))
np.save("f8-fortran.npy", np.asfortranarray(a))
for name, kind in [("i1", "i1"), ("i2-big", ">i2"), ("i4", "<i4"), ("i8-big", ">i8")]:
    np.save(name + ".npy", np.array([-1, 0, 100], kind))
for name, kind in [("u1", "u1"), ("u2", "<u2"), ("u4-big", ">u4"), ("u8", "<u8")]:
    np.save(name + ".npy", np.array([0, 1, np.iinfo(kind).max], kind))
np.save("bool.npy", np.array([True, False, True]))
np.save("text.npy", np.array(["sun", "", "K\u00f6ln \U0001F327"]))
np.save("text-big.npy", np.array(["sun", "", "K\u00f6ln \U0001F327"]).astype(">U6"))
np.save("bytes.npy", np.array([b"sun", b"rain"]))
np.save("scalar.npy", np.array(1.0))
np.save("four.npy", np.zeros((1, 1, 1, 1)))
np.save("object.npy", np.array([{}, []], dtype=object), allow_pickle=True)
np.save("complex.npy", np.array([1j]))
np.save("fields.npy", np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]))
x = np.arange(12, dtype="f4").reshape(2, 3, 2)
np.savez("sequences.npz", x=np.asfortranarray(x), y=np.array(["a", "b"]),
         z=np.arange(6.0).reshape(2, 3), k=np.array([[1, 2], [3, 4]]))
np.savez_compressed("columns.npz", t=np.arange(3), x=np.arange(6.0).reshape(3, 2))
np.savez("uneven.npz", x=np.zeros(3), y=np.zeros(4))
