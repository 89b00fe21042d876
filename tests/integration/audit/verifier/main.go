// Command verifier reads an audit export with the Go project's own implementation of notes and transparency logs.
//
// It knows nothing of the program that wrote the folder: only the C2SP formats signed-note, tlog-checkpoint,
// tlog-cosignature, tlog-tiles and tlog-policy. It exits with 0 and the size of the log, or with 1 and the reason.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: verifier FOLDER"))
	}
	tree, err := openCheckpoint(os.Args[1])
	if err != nil {
		fail(err)
	}
	if err := checkLog(os.Args[1], tree); err != nil {
		fail(err)
	}
	fmt.Println(tree.N)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// openCheckpoint wants the signatures of both the log and the witness of keys.txt.
func openCheckpoint(folder string) (tree tlog.Tree, err error) {
	policy, err := os.ReadFile(filepath.Join(folder, "keys.txt"))
	if err != nil {
		return tree, err
	}
	words := strings.Fields(string(policy))
	if len(words) != 7 || words[0] != "log" || words[2] != "witness" || words[5] != "quorum" || words[3] != words[6] {
		return tree, fmt.Errorf("keys.txt: not a policy of one log and one witness")
	}
	log, err := note.NewVerifier(words[1])
	if err != nil {
		return tree, err
	}
	witness, err := newWitness(words[4])
	if err != nil {
		return tree, err
	}
	message, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(message, note.VerifierList(log, witness))
	if err != nil {
		return tree, err
	}
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		return tree, fmt.Errorf("checkpoint: %d good signatures", len(opened.Sigs))
	}
	return parseCheckpoint(opened.Text, log.Name())
}

func parseCheckpoint(text, origin string) (tree tlog.Tree, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] != origin {
		return tree, fmt.Errorf("checkpoint: not three lines of %s", origin)
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

// witness verifies C2SP tlog-cosignature v1 (type 0x04), which x/mod does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) (*witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("witness: malformed key")
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 0x04 {
		return nil, fmt.Errorf("witness: not an Ed25519 cosignature key")
	}
	return &witness{parts[0], uint32(hash), key[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

// tiles reads C2SP paths; x/mod's own begin with the height as well.
type tiles struct{ folder string }

func (t tiles) Height() int { return tileHeight }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: %d bytes", path, len(data))
		}
		all = append(all, data)
	}
	return all, nil
}

// checkLog holds every tile against the root and every entry against its leaf hash.
func checkLog(folder string, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, tiles{folder})
	for _, tile := range tlog.NewTiles(tileHeight, 0, tree.N) {
		if !served(tile, tree.N) {
			continue
		}
		data, err := tlog.ReadTileData(tile, reader)
		if err != nil {
			return err
		}
		stored, err := tiles{folder}.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		if !bytes.Equal(data, stored[0]) {
			return fmt.Errorf("%s: not the hashes of this tree", tile.Path())
		}
		if tile.L == 0 {
			if err := checkBundle(folder, tile, data); err != nil {
				return err
			}
		}
	}
	return nil
}

// served tells the partial tiles of this very size from those of smaller ones, which x/mod lists too.
func served(tile tlog.Tile, size int64) bool {
	return tile.W == 1<<tileHeight || int64(tile.W) == size>>(tileHeight*tile.L)%(1<<tileHeight)
}

func checkBundle(folder string, tile tlog.Tile, leaves []byte) error {
	tile.L = -1
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/data/", tileHeight), "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(folder, path))
	if err != nil {
		return err
	}
	for ; len(leaves) > 0; leaves = leaves[tlog.HashSize:] {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("%s: cut short", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		hash := tlog.RecordHash(data[2:end])
		if !bytes.Equal(hash[:], leaves[:tlog.HashSize]) {
			return fmt.Errorf("%s: an entry is not the one in the tree", path)
		}
		data = data[end:]
	}
	if len(data) > 0 {
		return fmt.Errorf("%s: bytes behind the last entry", path)
	}
	return nil
}
